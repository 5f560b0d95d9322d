"""The pages of ervaringen, one file a noun."""

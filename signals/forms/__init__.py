"""The forms of ervaringen, one file a noun."""

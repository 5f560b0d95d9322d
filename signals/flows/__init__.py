"""The deeds of ervaringen, one file a noun."""

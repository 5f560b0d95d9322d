"""The pages of monitoring, one file a noun."""

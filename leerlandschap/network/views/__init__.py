"""The pages of the network, one file a noun."""

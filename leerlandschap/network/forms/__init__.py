"""The forms of the network, one file a noun."""

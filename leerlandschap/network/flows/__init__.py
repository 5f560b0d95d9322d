"""The verbs of the network, one file a noun."""

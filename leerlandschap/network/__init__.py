"""People and organisations: who they are, where they work, what they may."""

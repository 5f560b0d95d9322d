"""The memory: tellen én vertellen."""

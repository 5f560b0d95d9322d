"""The voice: news for who asked for it."""

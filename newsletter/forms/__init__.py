"""The forms of the newsletter, one file a noun."""

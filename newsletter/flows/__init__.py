"""What happens at the newsletter, one file a noun."""

"""What can be asked of people about tables; one file a noun."""

"""What people see of tables; one file a noun."""

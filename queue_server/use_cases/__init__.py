"""What people do in a hall: one function, one transaction."""

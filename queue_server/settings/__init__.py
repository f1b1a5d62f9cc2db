"""What people write down for the server: hall files, read and checked."""

"""Messages to phones: ways to deliver them, and the postman that does."""

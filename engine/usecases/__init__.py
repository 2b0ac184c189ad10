"""What a program does for its user, from request to result."""

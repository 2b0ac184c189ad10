"""Qt models over arrays; none of them holds an object for each row."""

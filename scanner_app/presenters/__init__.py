"""Bring views and services together; they hold what no single one of them may know."""

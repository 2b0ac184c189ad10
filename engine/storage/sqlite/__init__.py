"""Repositories in SQLite files, read by many processes beside one writer."""

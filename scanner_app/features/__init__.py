"""Builds each part of the program: its views, services and presenters, wired together."""

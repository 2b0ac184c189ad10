"""Readers: one for each kind of file; rows as they stand, before their values are read."""

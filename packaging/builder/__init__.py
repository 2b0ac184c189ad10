"""Builds the packages that users install; ``packaging/build.py`` is the way in."""

"""The open library and workspace, and long work on them."""

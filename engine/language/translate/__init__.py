"""Pasted expressions of other languages, turned into ours where that is one to one."""

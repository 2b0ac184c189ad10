"""What the engine says, in the window's language.

The engine speaks English, and so do the log and reports to be copied. What the window shows of it
is recognised by templates, of which there is one module an area.
"""

"""Splits the command lines that users type."""

from __future__ import annotations

import os
import shlex


def split_command(text: str, *, is_windows: bool = os.name == "nt") -> list[str]:
    r"""Return the words of a command line.

    On Windows a backslash stands between the folders of a path and protects nothing, and only
    double quotes keep a word with blanks together.

    Raises
    ------
    ValueError
        A quotation is not closed.
    """
    lexer = shlex.shlex(text, posix=True, punctuation_chars=False)
    lexer.whitespace_split = True
    lexer.commenters = ""
    if is_windows:
        lexer.escape = ""
        lexer.quotes = '"'
    return list(lexer)

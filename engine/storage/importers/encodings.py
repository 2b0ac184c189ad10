"""Which encoding a text has."""

from __future__ import annotations

import codecs
import unicodedata

from engine.storage.importers.vocabulary import role_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_096
_LEGACY = ("cp949", "shift_jis", "euc_jp", "gb18030", "cp1252")
_SCRIPTS = {
    "cp949": ("HANGUL",),
    "shift_jis": ("HIRAGANA", "KATAKANA", "CJK"),
    "euc_jp": ("HIRAGANA", "KATAKANA", "CJK"),
    "gb18030": ("CJK",),
}


def guess_encoding(head: bytes) -> str:
    """Return the encoding of a text that begins with `head`, cut at any byte."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head[:_LOOKED_AT]:
        # Of the two bytes of a Latin character the upper one is zero.
        even, odd = head[:_LOOKED_AT:2].count(0), head[1:_LOOKED_AT:2].count(0)
        return "utf-16-le" if odd > even else "utf-16-be"
    if _is_utf8(head):
        return "utf-8"
    return max(_LEGACY, key=lambda name: _plausibility(head, name))


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _plausibility(head: bytes, encoding: str) -> tuple[int, float]:
    """Return how many header names are known, and the share of letters of the right script."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head, final=False)
    except UnicodeDecodeError:
        return (-1, 0.0)
    lines = [line for line in text.splitlines()[:10] if not line.isascii()]
    cells = [cell.strip(' "') for line in lines for cell in _cells(line)]
    known = sum(role_of(cell) is not None for cell in cells)
    letters = [char for char in text[:2_000] if not char.isascii()]
    scripts = _SCRIPTS.get(encoding, ("LATIN",))
    share = sum(unicodedata.name(char, "").startswith(scripts) for char in letters)
    return (known, share / max(len(letters), 1))


def _cells(line: str) -> list[str]:
    for mark in ";\t|":
        line = line.replace(mark, ",")
    return line.split(",")

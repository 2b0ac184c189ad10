"""Which encoding a text has."""

from __future__ import annotations

import codecs
import unicodedata

from engine.storage.importers.cells.vocabulary import role_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_096
# Windows' kind of Shift-JIS, as only that has the ㈱ and ① of company names.
_LEGACY = ("cp949", "cp932", "euc_jp", "gb18030", "cp950", "cp1252", "cp1251")
_SCRIPTS = {
    "utf-8": ("HANGUL", "HIRAGANA", "KATAKANA", "CJK", "LATIN", "CYRILLIC"),
    "cp949": ("HANGUL",),
    "cp932": ("HIRAGANA", "KATAKANA", "CJK"),
    "euc_jp": ("HIRAGANA", "KATAKANA", "CJK"),
    "gb18030": ("CJK",),
    "cp950": ("CJK",),
    "cp1251": ("CYRILLIC",),
}
_REPLACED = "\ufffd"
_MAX_BROKEN = 0.1


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
    return max((*_LEGACY, "utf-8"), key=lambda name: _plausibility(head, name))


def is_encoding(name: str) -> bool:
    """Whether `name` is one of Python's encodings of texts."""
    try:
        b" ".decode(name, "replace")
    except (LookupError, ValueError):
        return False
    return True


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _plausibility(head: bytes, encoding: str) -> tuple[bool, int, float, float]:
    """Return how well a text fits; the greater the better.

    First of all nothing or little may be broken: programs that cut names at a number of bytes leave
    halves of characters behind. Then the header's known names count, and the letters of the right
    script.
    """
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head, final=False)
    lines = [line for line in text.splitlines()[:10] if not line.isascii()]
    cells = [cell.strip(' "') for line in lines for cell in _cells(line)]
    n_known = sum(role_of(cell) is not None for cell in cells)
    letters = [char for char in text if not char.isascii()]
    broken = letters.count(_REPLACED) / max(len(letters), 1)
    scripts = _SCRIPTS.get(encoding, ("LATIN",))
    share = sum(unicodedata.name(char, "").startswith(scripts) for char in letters[:2_000])
    return (broken < _MAX_BROKEN, n_known, -broken, share / max(len(letters[:2_000]), 1))


def _cells(line: str) -> list[str]:
    for mark in ";\t|":
        line = line.replace(mark, ",")
    return line.split(",")

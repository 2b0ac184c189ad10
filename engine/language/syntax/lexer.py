"""Cuts a formula into tokens.

1. Bring the text to NFC where it is not, remembering where each character came from.
2. Match one master pattern again and again; what it does not know is a problem, not an end.
3. Drop the newlines that end no statement (inside brackets, or where a line clearly goes on).

It never raises, so the editor can colour a half-typed formula.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from engine.language.syntax import limits
from engine.language.syntax.diagnostics import Problems
from engine.language.syntax.faults import thousands_hint
from engine.language.syntax.tokens import KEYWORDS, Comment, Lexed, Token, TokenKind
from engine.messages import Message

_MARKS = "\u0300-\u036f\u093e-\u094d\u0e31-\u0e4e\u3099\u309a"
_PATTERN = re.compile(
    rf"""
      (?P<space>   [^\S\n]+ )
    | (?P<newline> \n )
    | (?P<comment> \#[^\n]* | //[^\n]* | /\*.*?\*/ )
    | (?P<open_comment> /\*.* )
    | (?P<name>    [^\W\d_][\w{_MARKS}]* )
    | (?P<number>  (?: \d[\d_]* (?:\.[\d_]*)? | \.\d[\d_]* ) (?: [eE][+-]?\d+ )? [\w.{_MARKS}]* )
    | (?P<string>  "[^"\n]*" | '[^'\n]*' )
    | (?P<open_string> "[^\n]* | '[^\n]* )
    | (?P<operator> && | \|\| | <> | <= | >= | == | != | := | \*\* | [-+*/%^<>=!&|()\[\],.;$?:] )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(
    r"(?P<digits>(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?P<unit>[kKmMbB]?)"
)
_LEADING_ZERO = re.compile(r"0[0-9]{2}")
_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){0,8}")
_UNITS = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9}
_SPELLINGS = {"&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "<>": "!=", "**": "^"}
_MEANT = {
    "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "·": "*", "−": "-", "–": "-", "—": "-",
    "（": "(", "）": ")", "，": ",", "、": ",", "；": ";", "＞": ">", "＜": "<", "＝": "==",
    "＋": "+", "－": "-", "＊": "*", "／": "/", "．": ".", "［": "[", "］": "]", "：": ":",
    "“": '"', "”": '"', "‘": '"', "’": '"', "「": '"', "」": '"', "{": "(", "}": ")", "~": "not",
    "∧": "and", "∨": "or", "¬": "not",
}  # fmt: skip

# A newline after one of these, or before one of those, ends no statement.
_GOES_ON_BEFORE = frozenset(
    {"and", "or", "crosses", "crossed", "*", "/", "%", "^", "<", "<=", ">", ">=", "==", "!="}
    | {",", ")", "]", "."}
)
_GOES_ON_AFTER = (_GOES_ON_BEFORE - {")", "]"}) | {
    "not",
    "param",
    "+",
    "-",
    "=",
    ":=",
    "(",
    "[",
    "$",
}


def tokenize(text: str) -> Lexed:
    """Return tokens, comments and problems of `text`.

    Parameters
    ----------
    text : str
        A formula, whole or half-typed.
    """
    problems = Problems(text)
    if len(text) > limits.MAX_CHARACTERS:
        span = (limits.MAX_CHARACTERS, len(text))
        sizes = {"n": len(text), "limit": limits.MAX_CHARACTERS}
        message = Message("formula.e401-too-long", **sizes)
        problems.error("E401", span, message, Message("formula.hint-split"))
        end = Token(TokenKind.END, "", len(text), len(text))
        return Lexed([end], [], problems.diagnostics)
    if unicodedata.is_normalized("NFC", text):
        return _Lexer(text, None, problems).run()
    composed, origins = _compose(text)
    return _Lexer(composed, origins, problems).run()


class _Lexer:
    """The state of one run over a text in NFC."""

    def __init__(self, text: str, origins: list[int] | None, problems: Problems) -> None:
        self._text = text
        self._origins = origins
        self._problems = problems
        self._tokens: list[Token] = []
        self._comments: list[Comment] = []

    def run(self) -> Lexed:
        on_group = [getattr(self, f"_on_{name}") for name in _PATTERN.groupindex]
        for match in _PATTERN.finditer(self._text):
            start, end = self._span(*match.span())
            on_group[(match.lastindex or 1) - 1](match.group(), start, end)
        end = self._span(len(self._text), len(self._text))[0]
        self._tokens.append(Token(TokenKind.END, "", end, end))
        tokens = self._with_whole_numbers(_without_idle_newlines(self._tokens))
        if len(tokens) - 1 > limits.MAX_TOKENS:
            self._too_many(tokens)
        return Lexed(tokens, self._comments, self._problems.diagnostics)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        if self._origins is None:
            return start, end
        return self._origins[start], self._origins[end]

    def _add(self, kind: TokenKind, value: str, start: int, end: int, number: float = 0.0) -> None:
        self._tokens.append(Token(kind, value, start, end, number))

    def _on_space(self, _text: str, _start: int, _end: int) -> None:
        """Skip white space."""

    def _on_newline(self, _text: str, start: int, end: int) -> None:
        self._add(TokenKind.SEPARATOR, "\n", start, end)

    def _on_comment(self, text: str, start: int, end: int) -> None:
        self._comments.append(Comment(text, start, end))

    def _on_open_comment(self, _text: str, start: int, end: int) -> None:
        span = (start, min(start + 2, end))
        hint = Message("formula.hint-close-comment")
        self._problems.error("E103", span, Message("formula.e103-open-comment"), hint)

    def _on_name(self, text: str, start: int, end: int) -> None:
        name = text.lower()
        self._add(TokenKind.KEYWORD if name in KEYWORDS else TokenKind.NAME, name, start, end)

    def _on_number(self, text: str, start: int, end: int) -> None:
        number = _NUMBER.fullmatch(text)
        if len(text) > limits.MAX_NUMBER_CHARACTERS:
            limit = limits.MAX_NUMBER_CHARACTERS
            message = Message("formula.e404-long-number", limit=limit)
            self._problems.error("E404", (start, end), message)
        elif number is None:
            message = Message("formula.e404-not-a-number", text=text)
            units = Message("formula.hint-units") if text[0] != "." else ""
            hint = thousands_hint(text.split(".")) or units
            self._problems.error("E404", (start, end), message, hint)
        value = 0.0
        if number is not None:
            value = float(number["digits"]) * _UNITS[number["unit"].lower()]
        if value == float("inf"):
            message = Message("formula.e404-too-large", text=text)
            self._problems.error("E404", (start, end), message)
            value = 0.0
        self._add(TokenKind.NUMBER, text, start, end, value)

    def _on_string(self, text: str, start: int, end: int) -> None:
        self._add(TokenKind.STRING, text[1:-1], start, end)

    def _on_open_string(self, text: str, start: int, end: int) -> None:
        before = self._tokens[-1] if self._tokens else None
        thousands = ""
        if before is not None and (before.kind, before.end) == (TokenKind.NUMBER, start):
            thousands = thousands_hint([before.value, text[1:4]])
        hint = thousands or Message("formula.hint-add", text=text[0])
        self._problems.error("E102", (start, end), Message("formula.e102-open-text"), hint)
        if not thousands:
            self._add(TokenKind.STRING, text[1:], start, end)
        self._add(TokenKind.FAULT, "", end, end)

    def _on_operator(self, text: str, start: int, end: int) -> None:
        if text == ";":
            self._add(TokenKind.SEPARATOR, ";", start, end)
        else:
            self._add(TokenKind.OPERATOR, _SPELLINGS.get(text, text), start, end)

    def _on_other(self, text: str, start: int, end: int) -> None:
        if text == "\ufeff" and start == 0:
            return
        meant = _MEANT.get(text)
        hint = Message("formula.hint-write", text=meant) if meant else ""
        if text == "_":
            hint = Message("formula.hint-name-start")
        message = Message("formula.e101-character", char=_shown(text))
        self._problems.error("E101", (start, end), message, hint)
        if meant in KEYWORDS:
            self._add(TokenKind.KEYWORD, meant, start, end)
        elif meant is not None and meant != '"':
            self._on_operator(meant, start, end)
        else:
            self._add(TokenKind.FAULT, text, start, end)

    def _with_whole_numbers(self, tokens: list[Token]) -> list[Token]:
        """Return `tokens` with each ``1,000`` as the one number that was meant, and reported.

        ``12,026`` may be two arguments, but nobody writes 000 or 026 for a number of its own.
        """
        whole: list[Token] = []
        for token in tokens:
            whole.append(token)
            if token.kind is not TokenKind.NUMBER or not _LEADING_ZERO.fullmatch(token.value):
                continue
            while len(whole) > 2 and _is_comma_group(*whole[-3:]):
                whole[-3:] = [_merged(whole[-3], whole[-1])]
        for token in whole:
            if token.kind is TokenKind.NUMBER and "," in token.value:
                message = Message("formula.e404-not-a-number", text=token.value)
                hint = Message("formula.hint-thousands", number=token.value.replace(",", ""))
                self._problems.error("E404", token.span, message, hint)
        return whole

    def _too_many(self, tokens: list[Token]) -> None:
        span = (tokens[limits.MAX_TOKENS].start, tokens[-1].end)
        sizes = {"n": len(tokens) - 1, "limit": limits.MAX_TOKENS}
        message = Message("formula.e402-too-many-words", **sizes)
        self._problems.error("E402", span, message, Message("formula.hint-split"))


def _is_comma_group(number: Token, comma: Token, group: Token) -> bool:
    """Whether a number, a comma and a group of digits stand together, as in ``1,000``."""
    is_number = number.kind is TokenKind.NUMBER and group.kind is TokenKind.NUMBER
    is_close = (number.end, comma.end) == (comma.start, group.start)
    is_grouped = _GROUPS.fullmatch(number.value) is not None
    return is_number and is_close and comma.value == "," and is_grouped


def _merged(number: Token, group: Token) -> Token:
    text = f"{number.value},{group.value}"
    value = float(text.replace(",", ""))
    return Token(TokenKind.NUMBER, text, number.start, group.end, value)


def _shown(char: str) -> str:
    return f"'{char}'" if char.isprintable() else f"U+{ord(char):04X}"


def _without_idle_newlines(tokens: list[Token]) -> list[Token]:
    """Keep the separators that end a statement, one at a time."""
    remaining: list[Token] = []
    depth = 0
    for token, following in pairwise(_without_blank_lines(tokens)):
        if token.kind is TokenKind.OPERATOR:
            depth += (token.value in "([") - (token.value in ")]")
        elif token.value == "\n" and token.kind is TokenKind.SEPARATOR:
            before = remaining[-1] if remaining else None
            idle = depth > 0 or before is None or before.kind is TokenKind.SEPARATOR
            following.opens_line = depth > 0
            if idle or before is None or _is_one_of(before, _GOES_ON_AFTER):
                continue
            if _is_one_of(following, _GOES_ON_BEFORE):
                continue
        remaining.append(token)
    remaining.append(tokens[-1])
    return remaining


def _is_one_of(token: Token, words: frozenset[str]) -> bool:
    return token.value in words and token.kind in (TokenKind.OPERATOR, TokenKind.KEYWORD)


def _without_blank_lines(tokens: list[Token]) -> list[Token]:
    """Merge newlines in a row, so that each sees the word that follows."""
    return [
        token
        for token, following in pairwise([*tokens, tokens[-1]])
        if not (token.value == following.value == "\n" and following.kind is TokenKind.SEPARATOR)
    ]


def _compose(text: str) -> tuple[str, list[int]]:
    """Return `text` in NFC and, for each of its characters and its end, the origin's offset."""
    pieces: list[str] = []
    origins: list[int] = []
    start = 0
    for i in range(1, len(text) + 1):
        if i < len(text) and unicodedata.combining(text[i]):
            continue  # without a look at what is before: runs of marks may be long
        piece = unicodedata.normalize("NFC", text[start:i])
        if i < len(text) and _compose_to_one(piece[-1], text[i]):
            continue
        pieces.append(piece)
        origins += [start] * len(piece)
        start = i
    return "".join(pieces), [*origins, len(text)]


def _compose_to_one(before: str, char: str) -> bool:
    """Whether two characters are one in NFC, as the jamo of a Korean syllable are."""
    return len(unicodedata.normalize("NFC", before + char)) == 1

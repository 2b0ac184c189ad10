"""Numbers as files write them: thousands separators, decimal commas, currencies, K and M.

Any cell may come by here, however long, so no expression may try the same letters in several ways.
"""

from __future__ import annotations

import re
import string
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.domain.import_layout import NumberFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_NULL_TEXTS = frozenset(
    [
        "",
        "-",
        "--",
        "—",
        ".",
        "nan",
        "null",
        "none",
        "nil",
        "na",
        "n/a",
        "n.a.",
        "#n/a",
        "\\n",
        "nat",
    ]
)
_NULLS = pa.array(sorted(_NULL_TEXTS))
_CURRENCIES = (
    r"US\$|R\$|HK\$|A\$|C\$|NT\$|[$€£¥₩₹₽₿￥￦]|USDT|USD|EUR|GBP|JPY|KRW|BRL|CNY|BTC|ETH|"
    r"kr\.?|zł|CHF|원|円|元|주|株|股"
)
_SPACES = "\u0020\u00a0\u2009\u202f\u3000"
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "g": 1e9, "mn": 1e6, "mm": 1e6, "bn": 1e9}
_SCALES |= {
    "mio": 1e6,
    "mio.": 1e6,
    "mrd": 1e9,
    "mrd.": 1e9,
    "tsd": 1e3,
    "tsd.": 1e3,
    "만": 1e4,
    "억": 1e8,
    "조": 1e12,
    "万": 1e4,
    "億": 1e8,
    "亿": 1e8,
}
_SCALED = (
    rf"^(?P<number>{_NUMBER})\s*"
    rf"(?P<scale>{'|'.join(map(re.escape, sorted(_SCALES, key=len, reverse=True)))})$"
)
_PLAIN = re.compile(rf"^\s*{_NUMBER}\s*$")
_CURRENCY = re.compile(_CURRENCIES)
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
_BEHIND_NUMBER = _BLANKS + string.ascii_letters + "%)$€£¥₩₹₽₿￥￦łż원円元주株股만억조万億亿"
_THIRTY_SECONDS = re.compile(r"^-?\d{1,4}['’-](?:[0-2]\d|3[01])[0257+]?$")
_TWO_DIGITS = re.compile(r"^-?\d{1,4}['’-]\d{2}\+?$")
_MIN_QUOTES = 4
_QUARTERS = {"0": 0.0, "2": 0.25, "5": 0.5, "7": 0.75, "+": 0.5, "": 0.0}
_QUOTE = r"^(?P<sign>-?)(?P<whole>[0-9]{1,4})['’-](?P<part>[0-9]{2})(?P<quarter>[0257+]?)$"
_ONE_GROUP = re.compile(r"^[1-9]\d{0,2}[.,]\d{3}$")
_DIGITS = re.compile(r"^\d[\d.,'’`\s]*$|^[.,]\d+$")


class ParsedNumbers(NamedTuple):
    """A column of numbers.

    Attributes
    ----------
    values : ndarray of float64, shape (n,)
        NaN where there is none.
    is_bad : ndarray of bool, shape (n,)
        There is a text, but it is no number.
    """

    values: NDArray[np.float64]
    is_bad: NDArray[np.bool_]


def guess_number_format(samples: Sequence[str]) -> NumberFormat:
    """Return how most of `samples` are written."""
    texts = [text.strip() for text in samples if text.strip().lower() not in _NULL_TEXTS]
    if all(_PLAIN.match(text) for text in texts):
        return NumberFormat()
    bodies = [body for body in map(_number_in, texts) if _DIGITS.match(body)]
    decimal = "," if _has_decimal_comma(bodies) else "."
    used = {char for body in bodies for char in body if not char.isdigit() and char != decimal}
    thousands = next((char for char in ",.'’`" if char in used), "")
    if not thousands and any(char in _SPACES for char in used):
        thousands = " "
    return NumberFormat(decimal, thousands, is_plain=False)


def undecided_mark(samples: Sequence[str]) -> str:
    """Return the one mark in `samples` if it may separate decimals or thousands, as in 1,234."""
    texts = (_number_in(text.strip()) for text in samples)
    marked = [text for text in texts if _DIGITS.match(text) and not text.isdigit()]
    marks = {char for text in marked for char in text if not char.isdigit()}
    is_undecided = len(marks) == 1 and all(_ONE_GROUP.match(text) for text in marked)
    return marks.pop() if is_undecided and marks <= {",", "."} else ""


def are_thirty_seconds(samples: Sequence[str]) -> bool:
    """Whether prices are quoted in 32nds, as bonds are; Swiss thousands look alike: 112'165.

    Cells with two digits behind the mark decide; else all cells must be such quotes, and more than
    a few of them.
    """
    texts = [text.strip() for text in samples if text.strip().lower() not in _NULL_TEXTS]
    quotes = [text for text in texts if _THIRTY_SECONDS.match(text)]
    others = [text for text in texts if not _THIRTY_SECONDS.match(text)]
    if not quotes or any(mark in text for text in others for mark in "'’.,"):
        return False
    return any(_TWO_DIGITS.match(text) for text in quotes) or len(quotes) >= _MIN_QUOTES


def parse_thirty_seconds(texts: pa.Array) -> ParsedNumbers:
    """Parse a column of quotes in 32nds; plain numbers among them are numbers."""
    plain = parse_numbers(texts, NumberFormat())
    parts = pc.extract_regex(pc.utf8_trim_whitespace(pc.fill_null(texts, "")), _QUOTE)
    is_quote = ~np.asarray(pc.is_null(parts))
    sign, whole, part, quarter = (
        parts.field(number).filter(pa.array(is_quote)) for number in range(4)
    )
    quarters = np.array([_QUARTERS[text] for text in quarter.to_pylist()], dtype=float)
    fractions = (np.asarray(pc.cast(part, pa.float64())) + quarters) / 32
    signs = np.where(np.asarray(pc.equal(sign, "-")), -1.0, 1.0)
    plain.values[is_quote] = signs * (np.asarray(pc.cast(whole, pa.float64())) + fractions)
    plain.is_bad[is_quote] = False
    return plain


def is_plain_number(text: str) -> bool:
    """Whether a cell is a number as a program writes it."""
    return _PLAIN.match(text) is not None


def is_number(text: str) -> bool:
    """Whether a cell is a number in any of the ways that are known."""
    text = text.strip()
    if _PLAIN.match(text) or _THIRTY_SECONDS.match(text):
        return True
    return any(char.isdigit() for char in text) and bool(_DIGITS.match(_number_in(text)))


def _number_in(text: str) -> str:
    """Return a cell without the sign, the currency and the unit around its number."""
    number = text.lstrip(_BLANKS + "(+-")
    currency = _CURRENCY.match(number)
    if currency is not None:
        number = number[currency.end() :].lstrip(_BLANKS + "+-")
    number = number.rstrip(_BEHIND_NUMBER)
    if number.endswith("kr."):
        number = number[:-3].rstrip(_BEHIND_NUMBER)
    return number


def parse_numbers(texts: pa.Array, number_format: NumberFormat) -> ParsedNumbers:
    """Parse a column of strings; what stands for a missing number is NaN and not bad."""
    texts = pc.fill_null(pc.utf8_trim_whitespace(texts), "")
    is_null = np.asarray(pc.is_in(pc.utf8_lower(texts), value_set=_NULLS))
    if not number_format.is_plain:
        texts = _without_ornament(texts, number_format)
    values, is_done = _cast(texts, ~is_null)
    if not number_format.is_plain:
        _add_scaled(texts, values, is_done)
    # 1e999 reads as infinity, which is no price either.
    is_done &= ~np.isinf(values)
    values[~is_done] = np.nan
    return ParsedNumbers(values, ~is_null & ~is_done)


def has_signs_as_directions(samples: Sequence[str]) -> bool:
    """Whether signs before prices tell up and down, as brokers' programs in Korea write them.

    Those have a plus sign somewhere, or jump between prices and about their negatives; a single
    negative one is a fault.
    """
    signs = {text.strip()[0] for text in samples if text.strip()}
    if "+" in signs:
        return True
    numbers = [float(text) for text in samples if _PLAIN.match(text)]
    pairs = [(a, b) for a, b in pairwise(numbers) if a * b < 0]
    n_negative = sum(number < 0 for number in numbers)
    return (
        n_negative > 1 and len(pairs) > 0 and all(abs(a + b) < 0.35 * abs(a - b) for a, b in pairs)
    )


def _has_decimal_comma(bodies: Sequence[str]) -> bool:
    """Whether the comma separates decimals, by the numbers that leave no other reading."""
    comma = sum(_must_be_decimal(",", ".", body) for body in bodies)
    dot = sum(_must_be_decimal(".", ",", body) for body in bodies)
    if comma or dot:
        return comma > dot
    # 12,345 beside 1234: whoever groups digits would have grouped those, too.
    is_ungrouped = any(re.fullmatch(r"\d{4,}", body) for body in bodies)
    return is_ungrouped and any("," in body for body in bodies)


def _must_be_decimal(mark: str, other: str, body: str) -> bool:
    if mark not in body:
        return body.count(other) > 1
    if other in body:
        return body.rfind(mark) > body.rfind(other)
    is_group = re.fullmatch(
        rf"[1-9]\d{{0,2}}({re.escape(mark)}\d{{2,3}})*{re.escape(mark)}\d{{3}}", body
    )
    return is_group is None and body.count(mark) == 1


def _without_ornament(texts: pa.Array, number_format: NumberFormat) -> pa.Array:
    """Return plain numbers, with their sign and scale, as far as that can be done."""
    texts = pc.replace_substring_regex(texts, r"[\x{2212}\x{2013}\x{FF0D}]", "-")
    texts = pc.replace_substring_regex(texts, _CURRENCIES, "")
    texts = pc.replace_substring_regex(texts, r"^\s*\((.*)\)\s*$", r"-\1")
    texts = pc.replace_substring_regex(texts, f"[{_SPACES}'’`%]", "")
    if number_format.thousands in {",", "."}:
        texts = _ungrouped(texts, number_format)
    if number_format.decimal == ",":
        texts = pc.replace_substring(texts, ",", ".")
    return pc.replace_substring_regex(texts, r"^([+-])[+-]+", r"\1")


def _ungrouped(texts: pa.Array, number_format: NumberFormat) -> pa.Array:
    """Return numbers without separators between groups of digits."""
    mark, decimal = re.escape(number_format.thousands), re.escape(number_format.decimal)
    # Groups of two are Indian: 12,34,567.
    groups = rf"[0-9]{{1,3}}(?:{mark}[0-9]{{2,3}})*{mark}[0-9]{{3}}(?:{decimal}[0-9]*)?"
    matches = pc.match_substring_regex(texts, f"^[^0-9]*{groups}[^0-9]*$")
    return pc.if_else(matches, pc.replace_substring(texts, number_format.thousands, ""), texts)


def _cast(
    texts: pa.Array, is_wanted: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return values and which of them are numbers."""
    matches = pc.match_substring_regex(texts, f"^(?:{_NUMBER})$")
    is_done = np.asarray(matches) & is_wanted
    clean = pc.if_else(pa.array(is_done), texts, "0")
    # Arrow reads no leading plus sign.
    clean = pc.utf8_ltrim(clean, characters="+")
    return np.array(pc.cast(clean, pa.float64())), is_done


def _add_scaled(texts: pa.Array, values: NDArray[np.float64], is_done: NDArray[np.bool_]) -> None:
    """Fill in numbers with a K, M or B behind them."""
    parts = pc.extract_regex(pc.utf8_lower(texts), _SCALED)
    is_scaled = ~np.asarray(pc.is_null(parts)) & ~is_done
    if not is_scaled.any():
        return
    scaled = parts.filter(pa.array(is_scaled))
    numbers, _ = _cast(scaled.field(0), np.ones(len(scaled), dtype=bool))
    scales = np.array([_SCALES[scale] for scale in scaled.field(1).to_pylist()])
    # 610.66K is 610660, not 610659.9999999999.
    values[is_scaled] = np.round(numbers * scales, 6)
    is_done |= is_scaled

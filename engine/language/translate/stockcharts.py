"""StockCharts' scan clauses: ``[today's sma(20,close) > yesterday's sma(50,close)]``.

1. Each pair of outer brackets is a clause; what stands between them joins the clauses.
2. In a clause phrases are matched from the left, the longest first: days ago, indicators with
   their arguments (the period first), comparisons.
3. A clause with anything else in it is left out, shown as a comment, and listed.
"""

from __future__ import annotations

import re

from engine.language.translate.dialect import Translation
from engine.language.translate.rewrite import Leftover, UntranslatableError
from engine.messages import Message

_PRICES = {"open": "open", "high": "high", "low": "low", "close": "close", "volume": "volume"}

# Templates over the arguments as written; {x} is a series that may be left out.
_INDICATORS: dict[str, str] = {
    "sma": "sma({x1}, {0})",
    "ema": "ema({x1}, {0})",
    "max": "highest({x1}, {0})",
    "min": "lowest({x1}, {0})",
    "rsi": "rsi(close, {0})",
    "macd line": "macd(close, {0}, {1}, {2}).line",
    "macd signal": "macd(close, {0}, {1}, {2}).signal",
    "macd hist": "macd(close, {0}, {1}, {2}).hist",
    "ppo line": "ppo(close, {0}, {1}, {2}).line",
    "ppo signal": "ppo(close, {0}, {1}, {2}).signal",
    "ppo hist": "ppo(close, {0}, {1}, {2}).hist",
    "fast stoch %k": "stochf({0}, {1}).k",
    "fast stoch %d": "stochf({0}, {1}).d",
    "slow stoch %k": "stoch({0}, 3, {1}).k",
    "slow stoch %d": "stoch({0}, 3, {1}).d",
    "full stoch %k": "stoch({0}, {1}, {2}).k",
    "full stoch %d": "stoch({0}, {1}, {2}).d",
    "stochrsi": "stochrsi(close, {0}, {0}) / 100",
    "cci": "cci({0})",
    "mfi": "mfi({0})",
    "wm %r": "willr({0})",
    "roc": "roc(close, {0})",
    "pctchange": "roc({x1}, {0})",
    "adx line": "adx({0})",
    "plus di": "plus_di({0})",
    "minus di": "minus_di({0})",
    "+di": "plus_di({0})",
    "-di": "minus_di({0})",
    "aroon up": "aroon({0}).up",
    "aroon down": "aroon({0}).down",
    "aroon osc": "aroonosc({0})",
    "atr": "atr({0})",
    "std deviation": "stdev(close, {0})",
    "stddev": "stdev(close, {0})",
    "upper bb": "bbands(close, {0}, {1}).upper",
    "lower bb": "bbands(close, {0}, {1}).lower",
    "bb width": "100 * bbands(close, {0}, {1}).width",
    "%b": "bbands(close, {0}, {1}).pctb",
    "upper kelt chan": "keltner({0}, {1}, {2}).upper",
    "lower kelt chan": "keltner({0}, {1}, {2}).lower",
    "parabolic sar": "psar({0}, {1})",
    "cmf": "cmf({0})",
    "obv": "obv()",
    "accdist": "ad()",
    "acc/dist": "ad()",
    "slope": "slope(close, {0})",
    "trix": "trix(close, {0})",
    "ult osc": "ultosc({0}, {1}, {2})",
    "tsi": "tsi(close, {0}, {1})",
    "vwap": "vwap()",
    "force index": "efi({0})",
    "coppock curve": "coppock(close, {2}, {1}, {0})",
    "ichimoku conversion line": "ichimoku({0}, {1}, {2}).tenkan",
    "ichimoku base line": "ichimoku({0}, {1}, {2}).kijun",
    "ichimoku cloud top": "max(ichimoku({0}, {1}, {2}).span_a, ichimoku({0}, {1}, {2}).span_b)",
    "ichimoku cloud bottom": "min(ichimoku({0}, {1}, {2}).span_a, ichimoku({0}, {1}, {2}).span_b)",
}

_PATTERNS = {
    "bullish engulfing": "cdl_engulfing() > 0",
    "bearish engulfing": "cdl_engulfing() < 0",
    "hammer": "cdl_hammer() > 0",
    "shooting star": "cdl_shootingstar() < 0",
    "doji": "cdl_doji() > 0",
    "morning star": "cdl_morningstar() > 0",
    "evening star": "cdl_eveningstar() < 0",
    "three white soldiers": "cdl_3whitesoldiers() > 0",
    "three black crows": "cdl_3blackcrows() < 0",
    "dark cloud cover": "cdl_darkcloudcover() < 0",
    "piercing line": "cdl_piercing() > 0",
    "bullish harami": "cdl_harami() > 0",
    "bearish harami": "cdl_harami() < 0",
}

_OPERATORS = {
    ">=": ">=", "<=": "<=", ">": ">", "<": "<", "=": "==", "x": "crosses above",
    "*": "*", "/": "/", "+": "+", "-": "-", "(": "(", ")": ")",
    "and": "and", "or": "or", "not": "not",
}  # fmt: skip


def _longest_first(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_AGO = re.compile(
    r"(?:today's|(?P<yesterday>yesterday's)|(?P<days>\d+)\s+days?\s+ago)\s*", re.IGNORECASE
)
_PATTERN = re.compile(rf"(?P<name>{_longest_first(_PATTERNS)})\s+is\s+true", re.IGNORECASE)
_INDICATOR = re.compile(
    rf"(?:daily\s+)?(?P<name>{_longest_first(_INDICATORS)})\s*(?:\((?P<args>[^()]*)\)|(?![\w(]))",
    re.IGNORECASE,
)
_PRICE = re.compile(rf"(?:daily\s+)?(?P<name>{'|'.join(_PRICES)})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_SIGN = re.compile(r">=|<=|[><=*/+()-]|(?:x|and|or|not)\b", re.IGNORECASE)


def translate_stockcharts(text: str) -> Translation:
    """Return a StockCharts scan in our language."""
    translated: list[str] = []
    leftovers: list[Leftover] = []
    end = 0
    for start, stop in _clauses(text):
        joint = text[end:start].lower().split()
        clause = text[start + 1 : stop - 1]
        end = stop
        try:
            condition = _clause(clause)
        except UntranslatableError as error:
            leftovers.append(Leftover(text[start:stop], start, error.reason))
            continue
        word = "or" if "or" in joint else "and"
        negation = "not " if "not" in joint else ""
        translated.append(f"{word if translated else ''} {negation}({condition})".strip())
    comments = [f"# not translated: {piece.text}" for piece in leftovers]
    return Translation("\n".join([*comments, *translated]), tuple(leftovers))


def _clauses(text: str) -> list[tuple[int, int]]:
    """Return the places of the outer brackets; the whole text where there are none."""
    places: list[tuple[int, int]] = []
    depth = start = 0
    for i, char in enumerate(text):
        if char == "[":
            start = i if depth == 0 else start
            depth += 1
        elif char == "]" and depth:
            depth -= 1
            if depth == 0:
                places.append((start, i + 1))
    return places


def _clause(text: str) -> str:
    text = text.replace("[", "(").replace("]", ")")
    words: list[str] = []
    at, bars = 0, 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        ago = _AGO.match(text, at)
        if ago:
            bars = 1 if ago["yesterday"] else int(ago["days"] or 0)
            at = ago.end()
            continue
        word, at = _word(text, at, bars)
        words.append(word)
        bars = 0
    return " ".join(words)


def _word(text: str, at: int, bars: int) -> tuple[str, int]:
    """Return the next word in our language and where it ends."""
    shift = f"[{bars}]" if bars else ""
    pattern = _PATTERN.match(text, at)
    if pattern:
        condition = _PATTERNS[pattern["name"].lower()]
        return (f"({condition}){shift}" if shift else condition), pattern.end()
    price = _PRICE.match(text, at)
    if price:
        return _PRICES[price["name"].lower()] + shift, price.end()
    indicator = _INDICATOR.match(text, at)
    if indicator:
        return _indicator(indicator["name"].lower(), indicator["args"]) + shift, indicator.end()
    number = _NUMBER.match(text, at)
    if number:
        return number.group(), number.end()
    sign = _SIGN.match(text, at)
    if sign:
        return _OPERATORS[sign.group().lower()], sign.end()
    word = text[at:].split(maxsplit=1)[0]
    raise UntranslatableError(Message("formula.foreign-word", word=word))


def _indicator(name: str, args: str | None) -> str:
    arguments = [arg.strip().lower() for arg in (args or "").split(",") if arg.strip()]
    template = _INDICATORS[name]
    values = {"x1": "close"}
    if "{x1}" in template and len(arguments) > 1:
        values["x1"] = _series(arguments[1])
    try:
        return template.format(*arguments, **values)
    except IndexError:
        raise UntranslatableError(Message("formula.foreign-too-few", function=name)) from None


def _series(name: str) -> str:
    """Return what an indicator is computed of."""
    if name in _PRICES:
        return name
    inner = _INDICATOR.fullmatch(name)
    if inner is None:
        raise UntranslatableError(Message("formula.foreign-series", name=name))
    return _indicator(inner["name"].lower(), inner["args"])

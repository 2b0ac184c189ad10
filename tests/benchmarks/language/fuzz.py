"""Feeds the language with broken and random texts for as long as one likes.

``python -m tests.benchmarks.language.fuzz --seconds 600``; each text must be checked without an
exception, with places inside the text; a sound one must compile, print canonically and mean the
same again, and evaluate. What fails is printed with its seed; keep it in ``test_fuzz_findings.py``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback

from engine.errors import FormulaError, Severity
from engine.language.functions.table import BY_NAME
from engine.language.graph.registry import IndicatorRegistry
from engine.language.presets import load_presets
from engine.language.service import FormulaService
from engine.language.syntax.formatter import format_formula
from tests.helpers.formulas import SmallUniverse, random_columns, values_of

_WORDS = [
    "close", "open", "high", "low", "volume", "hl2", "tr", "C", "V", "종가", "단기", "x", "y", "m",
    "1", "0", "20", "2.5", ".5", "500k", "1e9", "1e308", "-1", "na", "true", "false", "not", "and",
    "or", "+", "-", "*", "/", "%", "^", "**", "<", "<=", ">", ">=", "==", "!=", "<>", "crosses",
    "above", "below", "(", ")", "[", "]", ".", ",", ";", "\n", "=", ":=", "param", "$n", "$", "n",
    '"SPY"', '"1w"', "'", '"', "#", "//", "/*", "*/", "?", ":", "&&", "||", "!", "\\", "é",
    "forming=true", ".line", ".signal", ".upper", "rsi_14", "sma_20", "≥", "（", "\u00a0", "\t",
    "_", "\u0301",
]  # fmt: skip
_OPERATORS = ["+", "-", "*", "/", "%", "^", ">", "<=", "==", "and"]
_ENDINGS = ["> 0", "", "[1]", "crosses above close", "and close > 1"]


class Fuzzer:
    """Makes texts and tries them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._service = FormulaService(registry=IndicatorRegistry())
        self._sources = [preset.formula.expression for preset in load_presets()]
        self._names = sorted(BY_NAME)
        self._columns = random_columns(60)
        self._universe = SmallUniverse({"SPY": random_columns(60, seed=8)})
        self._universe.ranks[""] = self._columns["close"]

    def text(self) -> str:
        """Return a new text."""
        way = self._random.choice((self._soup, self._mutated, self._grown, self._spliced))
        return way()

    def _word(self) -> str:
        return self._random.choice(_WORDS if self._random.random() < 0.8 else self._names)

    def _soup(self) -> str:
        gap = self._random.choice(("", " "))
        return gap.join(self._word() for _ in range(self._random.randint(1, 40)))

    def _mutated(self) -> str:
        text = list(self._random.choice(self._sources))
        for _ in range(self._random.randint(1, 6)):
            at = self._random.randrange(len(text) + 1)
            kind = self._random.random()
            if kind < 0.4 and text:
                del text[at : at + self._random.randint(1, 5)]
            elif kind < 0.8:
                text.insert(at, self._word())
            else:
                text.insert(at, chr(self._random.choice((0, 9, 10, 0x3042, 0x1F600, 0xD7A3, 0x85))))
        return "".join(text)

    def _spliced(self) -> str:
        a, b = self._random.choice(self._sources), self._random.choice(self._sources)
        return a[: self._random.randrange(len(a))] + b[self._random.randrange(len(b)) :]

    def _grown(self) -> str:
        lines = [f"{name} = {self._expression(3)}" for name in ("x", "y", "m")]
        lines = lines[: self._random.randint(0, 3)]
        return "\n".join([*lines, f"{self._expression(4)} {self._random.choice(_ENDINGS)}"])

    def _expression(self, depth: int) -> str:
        if depth == 0 or self._random.random() < 0.2:
            return self._random.choice(
                ("close", "open", "volume", "20", "1.5", "x", "m.line", "na")
            )
        a, b = self._expression(depth - 1), self._expression(depth - 1)
        kind = self._random.random()
        if kind < 0.35:
            return f"{a} {self._random.choice(_OPERATORS)} {b}"
        if kind < 0.75:
            count = self._random.randint(0, 3)
            args = ", ".join(self._expression(depth - 1) for _ in range(count))
            return f"{self._random.choice(self._names)}({args})"
        return self._random.choice(
            (f"({a})", f"-{a}", f"not {a}", f"{a}[{b}]", f"{a}[1]", f"{a}.k")
        )

    def attempt(self, text: str) -> None:
        """Raise where `text` shows a fault of the language."""
        begun = time.perf_counter()
        problems = self._service.check(text)
        for problem in problems:
            inside = 0 <= problem.offset <= len(text) and problem.line >= 1 and problem.column >= 1
            assert inside, f"{problem} lies outside"
            assert problem.message
        if not any(problem.severity is Severity.ERROR for problem in problems):
            self._attempt_sound(text)
        assert time.perf_counter() - begun < 5, "slow"

    def _attempt_sound(self, text: str) -> None:
        compiled = self._service.compile(text)
        tidy = format_formula(text)
        assert format_formula(tidy) == tidy, "printing changes what was printed"
        again = self._service.compile(tidy)
        assert again.result.digest == compiled.result.digest, "printing changes the meaning"
        try:
            values_of(compiled, self._columns, "1h", universe=self._universe, with_values=True)
        except FormulaError as error:
            if error.code not in ("E601", "E602", "E604", "E605"):
                raise


def main() -> int:
    """Fuzz for a while; the exit status tells whether anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    fuzzer = Fuzzer(args.seed)
    end = time.monotonic() + args.seconds
    tried = failed = 0
    while time.monotonic() < end:
        text = fuzzer.text()
        tried += 1
        try:
            fuzzer.attempt(text)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            failed += 1
            sys.stdout.write(f"--- {text!r}\n{traceback.format_exc(limit=-3)}\n")
    sys.stdout.write(f"{tried} texts, {failed} failures\n")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())

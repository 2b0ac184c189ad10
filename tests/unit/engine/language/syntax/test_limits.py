"""No formula within the limits takes more than linear time or memory."""

from __future__ import annotations

import numpy as np
import pytest

from engine.language.syntax import limits
from tests.helpers.formulas import close_only, codes, compile_text, random_columns, values_of


def doubling(lines: int) -> str:
    chain = [f"a{i} = a{i - 1} + a{i - 1}" for i in range(1, lines + 1)]
    return "\n".join(["a0 = close", *chain, f"a{lines} > 0"])


def test_a_chain_of_doublings_is_as_long_as_its_text() -> None:
    compiled = compile_text(doubling(150))
    assert len(compiled.plan(with_values=False).steps) == 152
    assert len(compiled.canonical) < 10 * len(doubling(150))
    columns = close_only(*np.full(5, 1e-30))
    assert values_of(compiled, columns).tolist() == [1.0] * 5
    values = values_of(compile_text(doubling(150).replace("a150 > 0", "a150")), columns)
    assert values[0] == pytest.approx(1e-30 * 2.0**150)


def test_a_chain_of_doublings_is_as_long_on_other_bars() -> None:
    text = doubling(150).replace("a150 > 0", "weekly(a150) > 0 and monthly(a150) > 0")
    compiled = compile_text(text)
    assert len(compiled.plan(with_values=False).steps) < 320
    assert len(values_of(compiled, random_columns(30))) == 30


def test_a_chain_of_conditions_is_as_long_as_its_text() -> None:
    chain = [f"c{i} = c{i - 1} and not c{i - 1} or c{i - 1}" for i in range(1, 101)]
    compiled = compile_text("\n".join(["c0 = close > 1", *chain, "c100"]))
    assert len(compiled.plan(with_values=False).steps) < 420


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("close" + " " * limits.MAX_CHARACTERS, "E401"),
        (" + ".join(["close"] * 1001) + " > 1", "E402"),
        ("(" * 65 + "close" + ")" * 65 + " > 1", "E403"),
        ("close > " + "1" * 33, "E404"),
        (
            "sma(close, 10000)[10000] > 1 and sma(sma(close, 10000), 10000)[9] > 1",
            "E405",
        ),
    ],
)
def test_what_is_too_much_is_refused_with_its_code(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_too_many_operations_are_reported_once() -> None:
    calls = " + ".join(f"ultosc({i}, {i + 1}, {i + 2})" for i in range(1, 200))
    assert codes(f"a = {calls}\na + weekly(a) + monthly(a) > 1") == ["E406"]


def test_many_symbols_in_one_formula_stay_within_the_limits() -> None:
    lines = [
        f"a{i} = sma(close, {i + 1}) + {'a' + str(i - 1) if i else 'close'}" for i in range(50)
    ]
    total = " + ".join(f'symbol("S{i}", a49)' for i in range(60))
    assert codes("\n".join([*lines, f"{total} > 1"])) == ["E406"]

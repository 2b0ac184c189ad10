"""Operations that look at one bar alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.language.graph.maps import MAPS
from engine.stream.evaluation.nodes.step import NAN, as_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.stream.evaluation.nodes.step import Function, Values


def add(a: int, b: int) -> Function:
    """Return the sum of two values."""

    def run(values: Values) -> float:
        result: float = values[a] + values[b]
        return result if result - result == 0.0 else NAN

    return run


def subtract(a: int, b: int) -> Function:
    """Return the difference of two values."""

    def run(values: Values) -> float:
        result: float = values[a] - values[b]
        return result if result - result == 0.0 else NAN

    return run


def multiply(a: int, b: int) -> Function:
    """Return the product of two values."""

    def run(values: Values) -> float:
        result: float = values[a] * values[b]
        return result if result - result == 0.0 else NAN

    return run


def divide(a: int, b: int) -> Function:
    """Return the quotient of two values; NaN where the divisor is 0."""

    def run(values: Values) -> float:
        divisor: float = values[b]
        if divisor == 0.0:
            return NAN
        result: float = values[a] / divisor
        return result if result - result == 0.0 else NAN

    return run


def remainder(a: int, b: int) -> Function:
    """Return the remainder with the dividend's sign."""

    def run(values: Values) -> float:
        divisor: float = values[b]
        return NAN if divisor == 0.0 else math.fmod(values[a], divisor)

    return run


def greater_of(a: int, b: int) -> Function:
    """Return the greater of two values."""

    def run(values: Values) -> float:
        x: float = values[a]
        y: float = values[b]
        return x if x >= y or x != x else y  # noqa: PLR0124 - NaN is not itself

    return run


def smaller_of(a: int, b: int) -> Function:
    """Return the smaller of two values."""

    def run(values: Values) -> float:
        x: float = values[a]
        y: float = values[b]
        return x if x <= y or x != x else y  # noqa: PLR0124 - NaN is not itself

    return run


def negative(a: int) -> Function:
    """Return the value with the other sign."""
    return lambda values: -values[a]


def absolute(a: int) -> Function:
    """Return the value without its sign."""
    return lambda values: abs(values[a])


_MAPS: dict[tuple[str, int], Callable[..., Function]] = {
    ("+", 2): add,
    ("-", 2): subtract,
    ("*", 2): multiply,
    ("/", 2): divide,
    ("%", 2): remainder,
    ("max", 2): greater_of,
    ("min", 2): smaller_of,
    ("negative", 1): negative,
    ("abs", 1): absolute,
}


def mapped(name: str, args: Sequence[int]) -> Function:
    """Return the bar-by-bar function `name`; those without a form of their own run in numpy."""
    make = _MAPS.get((name, len(args)))
    return make(*args) if make else _in_numpy(MAPS[name].compute, tuple(args))


def _in_numpy(compute: Callable[..., Any], args: tuple[int, ...]) -> Function:
    """Return `compute` on arrays of one bar: numpy's loops need not round as Python's do."""

    def run(values: Values) -> float:
        with np.errstate(all="ignore"):
            result = float(compute(*[np.array([values[arg]]) for arg in args])[0])
        return result if result - result == 0.0 else NAN

    return run


def less(a: int, b: int) -> Function:
    """Return whether one value is below another; unknown where either is."""

    def run(values: Values) -> bool | None:
        x: float = values[a]
        y: float = values[b]
        if x < y:
            return True
        return False if x >= y else None

    return run


def less_or_equal(a: int, b: int) -> Function:
    """Return whether one value is not above another; unknown where either is."""

    def run(values: Values) -> bool | None:
        x: float = values[a]
        y: float = values[b]
        if x <= y:
            return True
        return False if x > y else None

    return run


def equal(a: int, b: int) -> Function:
    """Return whether two values are equal; unknown where either is."""

    def run(values: Values) -> bool | None:
        x: float = values[a]
        y: float = values[b]
        if x == y:
            return True
        return False if x < y or x > y else None

    return run


def unequal(a: int, b: int) -> Function:
    """Return whether two values differ; unknown where either is."""

    def run(values: Values) -> bool | None:
        x: float = values[a]
        y: float = values[b]
        if x == y:
            return False
        return True if x < y or x > y else None

    return run


COMPARE: dict[str, Callable[[int, int], Function]] = {
    "<": less,
    "<=": less_or_equal,
    "==": equal,
    "!=": unequal,
}


def conjunction(args: Sequence[int]) -> Function:
    """Return Kleene's and: a False decides, an unknown otherwise."""
    slots = tuple(args)

    def run(values: Values) -> bool | None:
        result: bool | None = True
        for slot in slots:
            part = values[slot]
            if part is False:
                return False
            if part is None:
                result = None
        return result

    return run


def disjunction(args: Sequence[int]) -> Function:
    """Return Kleene's or: a True decides, an unknown otherwise."""
    slots = tuple(args)

    def run(values: Values) -> bool | None:
        result: bool | None = False
        for slot in slots:
            part = values[slot]
            if part is True:
                return True
            if part is None:
                result = None
        return result

    return run


def negation(a: int) -> Function:
    """Return Kleene's not."""

    def run(values: Values) -> bool | None:
        part = values[a]
        return None if part is None else not part

    return run


def missing(a: int, is_condition: bool) -> Function:
    """Return whether a value is unknown."""
    if is_condition:
        return lambda values: values[a] is None
    return lambda values: values[a] != values[a]


def choice(condition: int, yes: int, no: int) -> Function:
    """Return one of two values, or NaN where the condition is unknown."""

    def run(values: Values) -> float:
        truth = values[condition]
        if truth is None:
            return NAN
        return values[yes] if truth else values[no]  # type: ignore[no-any-return]

    return run


def coded(a: int) -> Function:
    """Return a condition as 1, 0 or NaN."""
    return lambda values: as_number(values[a])


def picked(a: int, which: int) -> Function:
    """Return one of several outputs."""

    def run(values: Values) -> float:
        result: float = values[a][which]
        return result if result - result == 0.0 else NAN

    return run


def copied(a: int) -> Function:
    """Return the value itself."""
    return lambda values: values[a]

"""Changes of the environment end with their block, also where something goes wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.language.binding.bound import Constant
from engine.language.binding.environment import Environment
from engine.language.graph.graph import Graph
from engine.language.graph.registry import IndicatorRegistry
from engine.language.syntax.diagnostics import Problems

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


@pytest.fixture
def env() -> Environment:
    return Environment(Problems(""), Graph(), IndicatorRegistry())


def blocks(env: Environment) -> list[AbstractContextManager[None]]:
    weekly = env.graph.scope(env.graph.base, timeframe="1w")
    return [
        env.scoped(weekly),
        env.ranking(),
        env.inside_definition({"n": Constant(3)}, (4, 5)),
        env.outside_definitions(),
    ]


def state(env: Environment) -> tuple[object, ...]:
    return env.scope, env.is_ranking, env.local, env.problems.place, len(env.reported)


def fail_in(env: Environment, number: int) -> None:
    before = state(env)
    with blocks(env)[number]:
        assert state(env) != before
        raise RuntimeError


@pytest.mark.parametrize("number", range(4))
def test_a_block_that_fails_leaves_the_environment_as_it_was(env: Environment, number: int) -> None:
    with env.inside_definition({"k": Constant(1)}, (1, 2)):
        before = state(env)
        with pytest.raises(RuntimeError):
            fail_in(env, number)
        assert state(env) == before
    assert state(env) == (env.graph.base, False, None, None, 0)


def test_a_definition_inside_another_is_reported_where_the_outer_one_is_used(
    env: Environment,
) -> None:
    with env.inside_definition({}, (1, 2)), env.inside_definition({}, (7, 9)):
        assert env.problems.place == (1, 2)


def test_the_first_place_of_something_is_kept(env: Environment) -> None:
    env.note_place("E601", "SPY", (0, 3))
    env.note_place("E601", "SPY", (9, 12))
    assert env.places == {("E601", "SPY"): (0, 3)}


def test_names_have_a_value_by_what_the_program_gave_them(env: Environment) -> None:
    assert env.has_value("close")
    assert env.has_value("sma_20")
    assert not env.has_value("x")
    env.variables["x"] = Constant(1)
    assert env.has_value("x")

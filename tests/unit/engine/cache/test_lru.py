from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.cache.lru import SizedLru


def filled(names: str, max_bytes: int, *, scan_resistant: bool = False) -> SizedLru[str, str]:
    lru: SizedLru[str, str] = SizedLru(max_bytes, scan_resistant=scan_resistant)
    for name in names:
        lru.put(name, name, 1)
    return lru


def kept(lru: SizedLru[str, str], names: str) -> str:
    return "".join(name for name in names if lru.get(name) is not None)


def test_what_was_used_longest_ago_is_evicted_first():
    lru = filled("abc", 3)
    lru.get("a")
    lru.put("d", "d", 1)
    assert kept(lru, "abcd") == "acd"


def test_putting_a_key_again_replaces_its_size():
    lru = filled("ab", 10)
    lru.put("a", "A", 5)
    assert (lru.size_bytes, lru.get("a")) == (6, "A")


def test_value_larger_than_the_bound_is_not_kept_and_evicts_nothing():
    lru = filled("abc", 3)
    assert not lru.put("d", "d", 4)
    assert kept(lru, "abcd") == "abc"


def test_resizing_evicts_down_to_the_new_bound():
    lru = filled("abcd", 4)
    lru.resize(2)
    assert kept(lru, "abcd") == "cd"


def test_hits_and_misses_are_counted():
    lru = filled("a", 1)
    lru.get("a")
    lru.get("b")
    assert (lru.hits, lru.misses) == (1, 1)


def test_removing_where_returns_how_many_went():
    lru = filled("abcd", 4)
    assert lru.remove_where(lambda value: value in "bd") == 2
    assert (kept(lru, "abcd"), lru.size_bytes) == ("ac", 2)


def test_repeated_scan_that_does_not_fit_flushes_plain_lru():
    lru = filled("abcdef", 4)
    assert "".join(name for name in "abcdef" if _seen(lru, name)) == ""


def test_repeated_scan_that_does_not_fit_keeps_its_first_part_when_resistant():
    lru = filled("abcdef", 4, scan_resistant=True)
    for _ in range(3):
        lru.begin_scan()
        assert "".join(name for name in "abcdef" if _seen(lru, name)) == "abcd"


def test_next_scan_may_evict_what_the_scan_before_left():
    lru = filled("abcd", 4, scan_resistant=True)
    lru.begin_scan()
    lru.put("e", "e", 1)
    assert kept(lru, "abcde") == "bcde"


def _seen(lru: SizedLru[str, str], name: str) -> bool:
    """Ask for a value and put it where it is missing, as a scan does."""
    if lru.get(name) is not None:
        return True
    lru.put(name, name, 1)
    return False


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 12)), max_size=60),
    st.booleans(),
)
def test_size_is_the_sum_of_what_is_kept_and_never_above_the_bound(puts, scan_resistant):
    lru: SizedLru[int, int] = SizedLru(20, scan_resistant=scan_resistant)
    sizes: dict[int, int] = {}
    for key, size in puts:
        lru.put(key, key, size)
        sizes[key] = size
    assert lru.size_bytes <= 20
    assert lru.size_bytes == sum(sizes[key] for key in range(9) if lru.get(key) is not None)

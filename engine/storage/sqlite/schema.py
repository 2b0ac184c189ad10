"""What stands in a library and in a workspace file, version by version.

``series`` has a row for each symbol and timeframe. Its history is in ``block``, one BLOB a column
under the key ``series.id * 8 + number of the column``, little-endian; candles appended since are
in ``tail`` as packed rows of one int64 and five float64, and are folded into the block when there
are many. ``n_block`` says how many of the ``n_bars`` candles are in the block.

A new file gets all steps, an older one those that it lacks; a step that was released never changes.
"""

from __future__ import annotations

from engine.storage.sqlite.file_kind import FileKind

_LIBRARY_1 = """
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    timeframe TEXT NOT NULL,
    symbol TEXT NOT NULL,
    revision INTEGER NOT NULL,
    n_bars INTEGER NOT NULL,
    n_block INTEGER NOT NULL,
    first_ns INTEGER,
    last_ns INTEGER,
    UNIQUE (timeframe, symbol)
);
CREATE TABLE block (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE tail (series INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE symbol (
    symbol_id TEXT PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    exchange TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL DEFAULT ''
);
"""

_LIBRARY_2 = """
ALTER TABLE symbol ADD COLUMN tz TEXT NOT NULL DEFAULT '';
ALTER TABLE symbol ADD COLUMN sessions TEXT NOT NULL DEFAULT '';
CREATE TABLE symbol_group (
    name TEXT NOT NULL,
    symbol_id TEXT NOT NULL,
    PRIMARY KEY (name, symbol_id)
) WITHOUT ROWID;
CREATE TABLE import_mapping (
    signature TEXT PRIMARY KEY,
    mapping TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE adjustment (
    id INTEGER PRIMARY KEY,
    symbol TEXT NOT NULL,
    timeframe TEXT NOT NULL,
    before_ns INTEGER NOT NULL,
    factor REAL NOT NULL,
    applied_at TEXT NOT NULL
);
"""

_WORKSPACE_1 = """
CREATE TABLE formula (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    expression TEXT NOT NULL,
    category TEXT NOT NULL,
    description TEXT NOT NULL,
    parameters TEXT NOT NULL
);
CREATE TABLE alert (
    symbol TEXT NOT NULL,
    formula_id TEXT NOT NULL,
    formula_name TEXT NOT NULL,
    bar_ns INTEGER NOT NULL,
    price REAL,
    created_ns INTEGER NOT NULL,
    is_confirmed INTEGER NOT NULL,
    value_json TEXT NOT NULL,
    left_ns INTEGER,
    UNIQUE (symbol, formula_id, bar_ns)
);
CREATE INDEX alert_by_time ON alert (bar_ns);
"""

_WORKSPACE_2 = """
CREATE TABLE watchlist (name TEXT PRIMARY KEY COLLATE NOCASE);
CREATE TABLE watchlist_symbol (
    watchlist TEXT NOT NULL COLLATE NOCASE
        REFERENCES watchlist (name) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    symbol TEXT NOT NULL,
    PRIMARY KEY (watchlist, symbol)
) WITHOUT ROWID;
CREATE TABLE scan (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    formula_id TEXT NOT NULL,
    formula_name TEXT NOT NULL,
    expression TEXT NOT NULL,
    timeframe TEXT NOT NULL,
    parameters TEXT NOT NULL,
    summary TEXT NOT NULL,
    hit_symbols TEXT NOT NULL
);
"""

_WORKSPACE_3 = """
ALTER TABLE alert RENAME TO alert_of_any_timeframe;
DROP INDEX alert_by_time;
CREATE TABLE alert (
    symbol TEXT NOT NULL,
    formula_id TEXT NOT NULL,
    formula_name TEXT NOT NULL,
    bar_ns INTEGER NOT NULL,
    price REAL,
    created_ns INTEGER NOT NULL,
    is_confirmed INTEGER NOT NULL,
    value_json TEXT NOT NULL,
    left_ns INTEGER,
    timeframe TEXT NOT NULL DEFAULT '',
    UNIQUE (symbol, formula_id, timeframe, bar_ns)
);
INSERT INTO alert SELECT *, '' FROM alert_of_any_timeframe;
DROP TABLE alert_of_any_timeframe;
CREATE INDEX alert_by_time ON alert (bar_ns);
"""

LIBRARY = FileKind("library", 0x46534C42, (_LIBRARY_1, _LIBRARY_2))
WORKSPACE = FileKind("workspace", 0x46535753, (_WORKSPACE_1, _WORKSPACE_2, _WORKSPACE_3))


def kind_named(name: str) -> FileKind:
    """Return the kind of file called `name`."""
    return {kind.name: kind for kind in (LIBRARY, WORKSPACE)}[name]

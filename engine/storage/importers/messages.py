"""English texts on imports: notes, rejected rows, files; codes begin with ``import.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.messages import Plural

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {
    # Files that cannot be used
    "line": "line {line}: {reason}",
    "no-such-path": "there is no such file or folder",
    "not-allowed": "reading it is not allowed",
    "unreadable": "cannot be read: {reason}",
    "not-unpacked": "cannot be unpacked: {reason}",
    "empty": "the file is empty",
    "old-feather": "this is Feather of version 1, which is no longer read; write it as version 2",
    "binary": "this is no file of candles (binary content)",
    "damaged": "the file is damaged: {reason}",
    "no-workbook": "the workbook cannot be read: {reason}",
    "empty-workbook": "the workbook is empty",
    "page-without-table": "this is no file of candles: a web page without a table",
    "json-without-table": "there is no table of candles in this JSON",
    "no-json": "this is no JSON: {reason}",
    "not-taken-apart": "cannot be taken apart: {reason}",
    "no-rows": "the table has no rows",
    "no-candle-file": "there is no file of candles in it",
    "no-candles-in-text": "this is no file of candles: no row has a date and a price",
    "no-candles-in-table": "this is no table of candles: no row has a date and a price",
    "no-row-in-format": "no row has a time in the format '{format}' and a price",
    "no-row-read": "no row could be read",
    "no-row-read-why": "no row could be read; line {line}: {reason}",
    "no-date-column": "no column holds dates; name it, and the format of its times",
    "no-close-column": "no column holds closing prices; say which one does",
    "no-column": "there is no column '{column}'; there are {columns}",
    "several-symbols": "it holds several symbols, so none can be given for all of it",
    "other-timeframe": (
        "its candles are not of {timeframe}; import it with the timeframe {actual} and resample it"
    ),
    "rejected-not-written": "cannot be written: {reason}",
    # Lists of symbols
    "no-symbol-list": "there is no list of symbols in it",
    "no-symbol": "there is no symbol in it",
    # Corrections that cannot be followed
    "no-role": "No column can be '{role}'; known are {roles}",
    "no-decimal-mark": "The decimal mark is '.' or ',', not '{mark}'",
    "no-encoding": "there is no encoding '{encoding}'",
    "long-separator": "the separator is one character, not '{separator}'",
    "no-directive": "Unknown directive %{directive} in the time format '{format}'",
    "directive-twice": "A directive stands twice in the time format '{format}'",
    "no-year": "There is no year (%Y or %y) in the time format '{format}'",
    # Rows
    "cells": "the row has {cells} cells instead of {expected}",
    "open-quote": "a quote is not closed",
    "zero-prices": "all prices are zero",
    "missing": "{column} is missing",
    "not-date": "{column} '{cell}' is no date",
    "not-zone": "{column} '{cell}' is no time zone",
    "not-symbol": "{column} '{cell}' is no symbol",
    "not-number": "{column} '{cell}' is no number",
    "not-volume": "{column} '{cell}' is no volume",
    "kept-as-unknown": "{reasons}, kept as unknown",
    # What a table was taken for, in one sentence
    "taken-for": "{symbol}, {time}, {close}, {volume}",
    "symbol-by-option": "symbol {symbol} as was asked for",
    "symbol-by-header": "symbols from the header",
    "symbol-by-column": "symbol from {columns}",
    "symbol-by-file": "symbol from the file's name",
    "symbol-by-folder": "symbol from the folder",
    "symbol-by-archive": "symbol from the archive",
    "symbol-by-sheet": "symbol from the sheet",
    "symbol-by-document": "symbol from the document",
    "time-by-file": "day from the file's name",
    "time-by-column": "time in the zone of {column}",
    "time-in-zone": "time in {zone}",
    "time-without-zone": "time without a zone, taken for UTC",
    "time-of-days": "days as they are written",
    "close-from": "close from {column}",
    "close-unknown": "close unknown",
    "volume-from": "volume from {column}",
    "volume-unknown": "volume unknown",
    # Notes on what was decided
    "corrected-before": "read as files like this one were corrected before",
    "adjusted-before": (
        "{symbol} was adjusted for a split; candles are as in the file again, adjust them once more"
    ),
    "same-times": (
        "many rows share their time: if these are several symbols, name the column of symbols"
    ),
    "other-file": Plural(
        "a candle of {symbol} has another value in {file}; this file's replaces it",
        "{n:,} candles of {symbol} have other values in {file}; this file's replace them",
    ),
    "rare-dates": (
        "the dates are a week or more apart; weeks and months are not days: name the timeframe"
    ),
    "day-first": "dates such as {example} are read day first",
    "month-first": "dates such as {example} are read month first",
    "signs": "signs before prices tell up and down and are dropped",
    "symbol-column": "'{column}' is taken for the symbol, as several rows have the same time",
    "part-of-symbol": (
        "rows of the same symbol and time differ in {columns}, which becomes part of the symbol"
    ),
    "left-out": Plural(
        "a row is left out, as its '{column}' is {values}; only shares are read",
        "{n:,} rows are left out, as their '{column}' is {values}; only shares are read",
    ),
    "far-prices": Plural(
        "a bar has a price far outside the range of its neighbours: {symbol} at {time}; "
        "see whether a decimal mark is missing",
        "{n:,} bars have prices far outside the range of their neighbours, first {symbol} at "
        "{time}; see whether decimal marks are missing",
    ),
    "same-times-differ": Plural(
        "a row has the symbol and time of another one with other values, which gives way to it; "
        "name the column that tells them apart as a part of the symbol",
        "{n:,} rows have the symbol and time of others with other values, which give way to them; "
        "name the column that tells them apart as a part of the symbol",
    ),
    "day-of-zone": (
        "all candles begin at {time} UTC: their days are taken to be those of a zone {hours} hours "
        "ahead of UTC; name the time zone if they are not"
    ),
    "day-of-file": "the rows have no date; {day} is taken from the name of the file",
    "unknown-zone": (
        "the zones in '{column}' are not used: '{zone}' is not known; name the time zone"
    ),
    "mark-of-decimals": "the '{mark}' of numbers such as {example} is taken to separate decimals",
    "mark-of-thousands": "the '{mark}' of numbers such as {example} is taken to separate thousands",
    "missing-prices": "no column is taken for {roles}; not used: {columns}",
    "bid-or-ask": "of bid and ask prices the {side} prices are taken",
    "middle": "the middle of bid and ask prices is taken",
    "close-column": "'{column}' is taken for the close",
    "thirty-seconds": "prices such as 110'04 are read as 32nds: 110 and 4/32",
    "billionths": "prices are whole numbers of billionths and divided by 1,000,000,000",
    "mean-of-quotes": "negative prices are means of bid and ask; their signs are left out",
    "volume-halves": "the volume is the sum of {columns}",
    "columns-of-symbols": "each column is taken for the closes of a symbol",
    "no-header": "no header: {columns}",
    "raw-prices": "raw prices are taken, adjusted ones stand beside them",
    "adjusted-prices": "adjusted prices are taken",
    "scaled-prices": "prices are scaled by adjusted close over close",
    "no-adjusted-prices": "there are no adjusted prices",
    # Parts of sentences
    "column": "column {n}",
    "column-of": "{column} {role}",
    "quoted": "'{text}'",
    "role-time": "time",
    "role-clock": "clock",
    "role-open": "open",
    "role-high": "high",
    "role-low": "low",
    "role-close": "close",
    "role-volume": "volume",
    "role-symbol": "symbol",
}

"""English texts on feeds, live sessions and alerts; codes begin with ``live.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.messages import Plural

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {
    # How a feed stands
    "address": "{address}",
    "symbols": Plural("1 symbol", "{n:,} symbols"),
    "replaying": Plural("replaying 1 symbol", "replaying {n:,} symbols"),
    "replayed": Plural("1 candle replayed", "{n:,} candles replayed"),
    "closed": "the other side closed the connection; trying again in {pause_s:.1f} s",
    "broken": "{reason}; trying again in {pause_s:.1f} s",
    "refused": "the server refused a request: {text}",
    "missing": "missed candles wait: {reason}",
    "bad-line": "line {line:,} could not be read: {reason}",
    "not-saved": "the candles of {symbol} cannot be saved: {reason}",
    # What a user chose
    "bars-too-short": "Bars of {timeframe} cannot be built from candles of {source_timeframe}",
    "bars-do-not-fit": "Candles of {source_timeframe} do not fit into bars of {timeframe}",
    "no-symbols": "The library has no symbols to subscribe to; name some",
    "no-candles": "The library has no {timeframe} candles of these symbols",
    "nothing-to-replay": "The library has no {timeframe} candles of these symbols to replay",
    "speed": "A replay's speed is above 0, not {speed}",
    "no-websocket": "A WebSocket address starts with ws:// or wss://, '{address}' does not",
    "no-webhook": "A webhook's address starts with http:// or https://, not '{address}'",
    "no-formula": "name a formula to watch, as text or with --formula",
    "command-unreadable": "The command cannot be read: a quotation or a \\ at its end is open",
    # Alerts that could not be delivered
    "sink-fault": "{sink}: {reason}",
    "command-status": "{program} ended with status {status}",
    "command-failed": "{program} ended with status {status}: {text}",
    "command-slow": "{program} took longer than {seconds:g} s and was ended",
    "command-not-run": "{program} cannot be run: {reason}",
    "command-unsafe": "{program} was not run: it would take '{word}' for more than a name",
    "webhook-status": "{address} answered {status} {phrase}",
    "webhook-unreachable": "{address} cannot be reached: {reason}",
    "no-player": "no program to play sounds was found; install one of {programs}",
    "player-failed": "{program} could not play the sound",
    "no-sound": "this computer cannot play the sound",
    # Messages of a kline server
    "server-fault": "{address}: {reason}",
    "not-json": "not JSON: {reason}",
    "not-object": "not a JSON object",
    "not-kline": "not a kline: {reason}",
    "not-server-time": "the server does not tell its time: {reason}",
    "not-klines": "not a list of klines",
    "klines-out-of-order": "the klines are not those that were asked for",
    "endless-klines": "the klines do not end",
    "no-symbol": "a symbol is no text without control characters",
    "no-price": "a price is no number",
    # Lines of JSON
    "line-not-json": "it is not JSON",
    "line-not-object": "it is no JSON object",
    "line-missing": "'{field}' is missing",
    "line-empty": "'{field}' is empty",
    "line-not-symbol": "'{field}' is no symbol but {value}",
    "line-not-number": "'{field}' is no number but {value}",
    "line-not-time": "'timestamp' is no time but {value}",
    "too-many-symbols": "there are more than {n:,} symbols; choose some",
    "line-ahead": "{day} is still to come",
}

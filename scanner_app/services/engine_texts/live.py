"""Feeds, alerts and downloads."""

from __future__ import annotations

CONTEXT = "EngineLive"

TEMPLATES = (
    "this is no address of a server; it begins with https://",
    "The formula needs {0} bars of {frame}; a stream keeps {1}",
    "Watch it on longer bars",
    "Bars of {frame} cannot be built from candles of {frame2}",
    "Candles of {frame} do not fit into bars of {frame2}",
    "The library has no symbols to subscribe to; name some",
    "The library has no {frame} candles of these symbols to replay",
    "The library has no {frame} candles of these symbols",
    "A replay's speed is above 0, not {0}",
    "A WebSocket address starts with ws:// or wss://, '{0}' does not",
    "A webhook's address starts with http:// or https://, not '{0}'",
    "{0} ended with status {1}",
    "{0} ended with status {1}: {2}",
    "{0} took longer than {1} s and was ended",
    "{0} cannot be run: {reason}",
    "{0} answered {1} {2}",
    "{0} cannot be reached: {reason}",
    "The command cannot be read: {reason}",
    "no program to play sounds was found; install one of {0}",
    "{0} could not play the sound",
    "this computer cannot play the sound",
    "not JSON: {reason}",
    "not a JSON object",
    "not a kline: {reason}",
    "not a list of klines",
    "a price is no number",
    "it is not JSON",
    "it is no JSON object",
    "'{0}' is no number but {1}",
    "'timestamp' is no time but {0}",
    "{0} is still to come",
    "that is no list",
    "the times do not increase",
    "a strange answer to {0}: {reason}",
    "no answer after {0} attempts: {reason}",
    "the answer is no JSON: {reason}",
)

"""English texts on downloads; codes begin with ``download.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {
    "bad-address": "this is no address of a server; it begins with https://",
    "no-answer": "no answer after {n} attempts: {reason}",
    "not-json": "the answer is no JSON: {reason}",
    "refused": "{status}: {text}",
    "refused-by-status": "{status} {phrase}",
    "odd-answer": "a strange answer to {request}: {reason}",
    "not-list": "that is no list",
    "times-not-increasing": "the times do not increase",
    "not-asked-for": "these are not the candles that were asked for",
    "endless": "the candles do not end",
    "bad-entry": "an entry lacks what it should have: {text}",
}

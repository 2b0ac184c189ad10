"""Feeds, alerts and downloads."""

from __future__ import annotations

CONTEXT = "EngineLive"

TEMPLATES = (
    "this is no address of a server; it begins with https://",
    "that is no list",
    "the times do not increase",
    "a strange answer to {0}: {reason}",
    "no answer after {0} attempts: {reason}",
    "the answer is no JSON: {reason}",
)

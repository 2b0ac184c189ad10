"""Why a symbol of a scan has no result, and what workers and the engine say."""

from __future__ import annotations

CONTEXT = "EngineScan"

TEMPLATES = (
    "Out of memory: {0}",
    "Out of memory",
    "No data available",
    "No result within {0} s",
    "The worker ended twice: {reason}",
    "The worker ended each time: {reason}",
    "it did not heed a cancellation",
    "it took more than {0} MB of memory",
    "it was stopped by the system",
    "it ended",
    "exit code {0}",
    "killed by signal {0}",
    "killed by {0}",
    "its executor broke",
    "The engine was shut down; make a new one",
    "Cancelled after {0} finished symbols",
    "{0} cannot be handed to worker processes: {reason}",
    "it cannot be pickled ({0}); give it a __reduce__ that returns what opens it anew",
    "No column '{0}'; there are {1} and the values: {2}",
    "The program's resources are neither in {0} nor in {1}",
)

"""What a symbol, a chunk or a worker failed of, as a message."""

from __future__ import annotations

from engine.errors import EngineError
from engine.messages import Message
from engine.system_messages import system_message


def failure(error: BaseException) -> Message:
    """Return what an exception says, with its class where that is no message of ours."""
    if isinstance(error, EngineError):
        return system_message(error)
    if isinstance(error, MemoryError):
        if not str(error):
            return Message("scan.out-of-memory")
        return Message("scan.out-of-memory-for", reason=str(error))
    kind = type(error).__name__
    if not str(error):
        return Message("scan.raised-nothing-else", kind=kind)
    return Message("scan.raised", kind=kind, reason=system_message(error))

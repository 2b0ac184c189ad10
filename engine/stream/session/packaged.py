"""Feeds and alert sinks of other packages, by the names that the user writes: ``NAME:REST``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.plugins.discovery import PartKind, failure, has_part, load_part

if TYPE_CHECKING:
    from engine.domain.live_status import FeedStatus
    from engine.plugins.protocols import FeedRequest
    from engine.stream.alerts.sinks import AlertSink
    from engine.stream.feeds.protocol import Feed, FeedSink


def packaged_feed_name(source: str) -> str:
    """Return the name of the feed that a source ``NAME:ADDRESS`` means; empty where none."""
    name = source.partition(":")[0]
    is_name = name.replace("-", "").replace("_", "").isalnum() and "://" not in source
    # A single letter is a drive of Windows.
    return name if is_name and len(name) > 1 and has_part(PartKind.FEED, name) else ""


def open_feed(name: str, request: FeedRequest) -> Feed:
    """Return the feed `name` of another package.

    Raises
    ------
    InputError, PluginError
        No package has it, or it cannot be made.
    """
    factory = load_part(PartKind.FEED, name)
    try:
        return PackagedFeed(name, factory(request))
    except EngineError:
        raise
    except Exception as error:
        raise failure(PartKind.FEED, name, error) from error


def open_sink(text: str) -> AlertSink:
    """Return the alert sink of ``NAME`` or ``NAME:TEXT``.

    Raises
    ------
    InputError, PluginError
        No package has it, or it cannot be made.
    """
    name, _, rest = text.partition(":")
    factory = load_part(PartKind.SINK, name)
    try:
        return factory(rest)  # type: ignore[no-any-return]
    except EngineError:
        raise
    except Exception as error:
        raise failure(PartKind.SINK, name, error) from error


class PackagedFeed:
    """A feed of another package; what it raises names it. See :class:`~.protocol.Feed`."""

    def __init__(self, name: str, feed: Feed) -> None:
        self._name = name
        self._feed = feed

    def run(self, sink: FeedSink) -> None:
        """See :class:`~engine.stream.feeds.protocol.Feed`."""
        try:
            self._feed.run(sink)
        except EngineError:
            raise
        except Exception as error:
            raise failure(PartKind.FEED, self._name, error) from error

    def stop(self) -> None:
        """See :class:`~engine.stream.feeds.protocol.Feed`."""
        self._feed.stop()

    def status(self) -> FeedStatus:
        """See :class:`~engine.stream.feeds.protocol.Feed`."""
        return self._feed.status()

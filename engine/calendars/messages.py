"""English texts on time zones, hours and calendars; codes begin with ``calendar.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {
    "bad-hours": (
        "'{text}' are no trading hours; write 24/7, 09:30-16:00 or an exchange such as XNYS"
    ),
    "beyond-day": "'{text}' is beyond the end of the day",
    "unknown-zone": ("There is no time zone '{name}'; names look like 'UTC' or 'America/New_York'"),
    "needs-package": "Exchange holidays need another library: {command}",
    "unknown-exchange": "There is no exchange calendar '{name}'",
    "of-exchange": "the calendar of {exchange}",
    "of-hours": "its trading hours",
    "of-other-symbols": "the other symbols",
    "around-the-clock": "around the clock",
    "weekdays": "weekdays",
}

"""The alerts that are kept in the workspace, also those of earlier sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.domain.series import to_ns
from scanner_app.models.result_columns import ColumnKind, number_text, time_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.alert import Alert
    from engine.storage.library import Workspace
    from scanner_app.presenters.live.protocols import EarlierView
    from scanner_app.presenters.protocols import Questions
    from scanner_app.services.library.workspace_service import WorkspaceService

_MAX_ALERTS = 2_000


class LiveAlertsPresenter(QObject):
    """Lists the alerts of live feeds; replays keep none."""

    def __init__(
        self,
        view: EarlierView,
        questions: Questions,
        workspace: WorkspaceService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._questions, self._workspace = questions, workspace
        view.earlier_requested.connect(self.show_earlier)

    @Slot()
    def show_earlier(self) -> None:
        """List the newest alerts."""
        self._workspace.run(_newest, self._show)

    def _show(self, alerts: Sequence[Alert]) -> None:
        """Show the list; what still held at the end has no end."""
        n_alerts = len(alerts)
        lead = self.tr("{n} alerts of live feeds, the newest first", "", n_alerts)
        titles = (
            self.tr("Symbol"), self.tr("Formula"), self.tr("Bar"), self.tr("Close"),
            self.tr("State"), self.tr("Held until"), self.tr("Sent"),
        )  # fmt: skip
        rows = [self._row(alert) for alert in alerts]
        lead = lead.format(n=f"{n_alerts:,}")
        self._questions.show_list(self.tr("Alerts"), lead, titles, rows)

    def _row(self, alert: Alert) -> tuple[str, ...]:
        return (
            alert.symbol,
            alert.formula_name,
            time_text(to_ns(alert.timestamp)),
            number_text(alert.price, ColumnKind.PRICE),
            self.tr("closed") if alert.is_confirmed else self.tr("forming"),
            time_text(to_ns(alert.left_at)) if alert.left_at else "",
            f"{alert.created_at.astimezone():%Y-%m-%d %H:%M:%S}",
        )


def _newest(workspace: Workspace) -> list[Alert]:
    return workspace.alerts.recent(_MAX_ALERTS)

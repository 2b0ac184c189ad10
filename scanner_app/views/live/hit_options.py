"""Which matches are hits, and where they are told."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from engine.domain.hit_policy import HitPolicy
from scanner_app.services.live.alerts import AlertOptions
from scanner_app.widgets.parts import column, label, row

_TYPING_MS = 400


class HitPolicyPanel(QWidget):
    """Chooses which matches are told as hits.

    Signals
    -------
    changed :
        Something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edge = QComboBox()
        self.edge.setObjectName("liveEdge")
        self.edge.setAccessibleName(self.tr("When a match is a hit"))
        self.edge.addItem(self.tr("when it begins to hold"), False)
        self.edge.addItem(self.tr("on every bar"), True)
        self.cool_down = QComboBox()
        self.cool_down.setObjectName("liveCoolDown")
        for text, seconds in (
            (self.tr("none"), 0.0), (self.tr("1 minute"), 60.0), (self.tr("5 minutes"), 300.0),
            (self.tr("15 minutes"), 900.0), (self.tr("1 hour"), 3600.0),
            (self.tr("4 hours"), 14400.0), (self.tr("1 day"), 86400.0),
            (self.tr("5 days"), 432000.0), (self.tr("20 days"), 1728000.0),
        ):  # fmt: skip
            self.cool_down.addItem(text, seconds)
        self.cool_down.setAccessibleName(self.tr("Cool-down"))
        self.cool_down.setToolTip(
            self.tr("Least time of the bars between two hits of one symbol and formula")
        )
        self.forming = QCheckBox(self.tr("Also while the bar is forming"))
        self.forming.setObjectName("liveForming")
        self.forming.setToolTip(self.tr("Such a hit may be gone when the bar closes"))
        form = _form(
            (self.tr("A hit"), self.edge),
            (self.tr("Cool-down"), self.cool_down),
            ("", self.forming),
        )
        self.setLayout(column(label(self.tr("Hits"), "title"), form))
        for signal in (
            self.edge.currentIndexChanged, self.cool_down.currentIndexChanged, self.forming.toggled,
        ):  # fmt: skip
            signal.connect(self.changed)

    @property
    def value(self) -> HitPolicy:
        """What is chosen."""
        return HitPolicy(
            bool(self.edge.currentData()),
            float(self.cool_down.currentData()),
            self.forming.isChecked(),
        )

    def choose(self, value: HitPolicy) -> None:
        """Choose something else."""
        self.edge.setCurrentIndex(int(value.is_every_bar))
        self.cool_down.setCurrentIndex(max(self.cool_down.findData(value.cool_down_s), 0))
        self.forming.setChecked(value.includes_forming)


class AlertPanel(QWidget):
    """Chooses where hits are told; what is chosen applies at once.

    Signals
    -------
    changed :
        Something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = self._box(self.tr("Notice"), "liveNotice", self.tr("A notice in the window"))
        self.sound = self._box(self.tr("Sound"), "liveSound", self.tr("A short chime"))
        self.tray = self._box(
            self.tr("Desktop"), "liveTray", self.tr("A notification of the desktop")
        )
        self.log = self._box(self.tr("Log"), "liveLog", self.tr("A line in the program's log"))
        self.command = QLineEdit(placeholderText="notify-send {symbol} {price}")
        self.command.setObjectName("liveCommand")
        self.command.setToolTip(
            self.tr("Run for each hit; {symbol}, {formula}, {price} and {time} are filled in, "
                    "and the hit comes as JSON on its standard input")
        )  # fmt: skip
        self.webhook = QLineEdit(placeholderText="https://example.org/hook")
        self.webhook.setObjectName("liveWebhook")
        self.webhook.setToolTip(self.tr("Each hit is posted there as JSON"))
        self._has_tray = self._has_player = True
        self.limits = label("", "muted", "liveAlertLimits")
        self.limits.setWordWrap(True)
        self.limits.hide()
        self.problem = label("", "bad", "liveAlertProblem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        form = _form((self.tr("Command"), self.command), (self.tr("Webhook"), self.webhook))
        self.setLayout(
            column(
                label(self.tr("Alerts"), "title"),
                row(self.notice, self.sound, self.tray, self.log, None, spacing=10),
                self.limits, form, self.problem,
            )
        )  # fmt: skip
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._connect()

    @property
    def value(self) -> AlertOptions:
        """What is chosen."""
        return AlertOptions(
            sound=self.sound.isChecked(), tray=self.tray.isChecked(),
            notice=self.notice.isChecked(), log=self.log.isChecked(),
            command=self.command.text(), webhook=self.webhook.text(),
        )  # fmt: skip

    def choose(self, value: AlertOptions) -> None:
        """Choose something else."""
        for box, is_on in (
            (self.sound, value.sound), (self.tray, value.tray),
            (self.notice, value.notice), (self.log, value.log),
        ):  # fmt: skip
            box.setChecked(is_on)
        self.command.setText(value.command)
        self.webhook.setText(value.webhook)

    def show_means(self, *, has_tray: bool, has_player: bool) -> None:
        """Take what the desktop can do; what was chosen and is missing is said."""
        self._has_tray, self._has_player = has_tray, has_player
        self._show_limits()

    @Slot()
    def _show_limits(self) -> None:
        """Show what takes the place of what this desktop cannot do."""
        limits = []
        if self.tray.isChecked() and not self._has_tray:
            limits.append(self.tr("This desktop has no tray: hits are told in the window."))
        if self.sound.isChecked() and not self._has_player:
            limits.append(self.tr("No program that plays sounds was found: the system beeps."))
        self.limits.setText(" ".join(limits))
        self.limits.setVisible(bool(limits))

    def show_problem(self, text: str) -> None:
        """Show what is wrong with the command or the webhook."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _box(self, text: str, name: str, tip: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(name)
        box.setToolTip(tip)
        return box

    def _connect(self) -> None:
        for box in (self.sound, self.tray):
            box.toggled.connect(self._show_limits)
        for box in (self.notice, self.sound, self.tray, self.log):
            box.toggled.connect(self.changed)
        for field in (self.command, self.webhook):
            field.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.changed)


def _form(*rows: tuple[str, QWidget]) -> QWidget:
    """Return fields with their titles."""
    widget = QWidget()
    form = QFormLayout(widget)
    form.setContentsMargins(0, 0, 0, 0)
    form.setSpacing(6)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for title, field in rows:
        caption = label(title, "muted")
        caption.setMinimumHeight(field.sizeHint().height())
        form.addRow(caption, field)
        if title:
            field.setAccessibleName(title)
    return widget

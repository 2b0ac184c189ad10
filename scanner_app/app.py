"""Builds the program and wires it together."""

from __future__ import annotations

import gc
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from engine import __version__
from scanner_app.application import Application
from scanner_app.arguments import handed_over, parse_arguments
from scanner_app.profile import Profile, default_profile
from scanner_app.qt_application import ScannerApplication
from scanner_app.single_instance import SingleInstance
from scanner_app.start_failure import explain_start_failure

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from scanner_app.main_window import MainWindow

_SWITCH_S = 0.001
_GC_THRESHOLDS = (20_000, 20, 50)
DESKTOP_ID = "io.github.formula_scanner.FormulaScanner"


def create(argv: Sequence[str]) -> MainWindow:
    """Build and wire everything and show the window, without entering the event loop.

    Closing the window ends every thread and process.

    Parameters
    ----------
    argv : sequence of str
        The command line, with or without the program's name.
    """
    arguments = parse_arguments(argv)
    return _open(arguments, _profile_of(arguments))


def _profile_of(arguments: argparse.Namespace) -> Profile:
    """Return the profile of the command line; a temporary one for a demonstration."""
    if arguments.profile is not None:
        return Profile(arguments.profile)
    if arguments.demo:
        return _temporary_profile()
    return default_profile()


def _temporary_profile() -> Profile:
    return Profile(Path(tempfile.mkdtemp(prefix="formula-scanner-")))


def _open(arguments: argparse.Namespace, profile: Profile) -> MainWindow:
    """Build the program on `profile` and show its window.

    A profile that cannot be written is replaced by a temporary one, and the window says so.
    """
    is_temporary, problem = arguments.demo and arguments.profile is None, None
    try:
        profile.make()
    except OSError as error:
        problem = error
        profile, is_temporary = _temporary_profile(), True
        profile.make()
    application = Application(
        qt_application(),
        profile,
        arguments.library,
        is_demo=arguments.demo,
        is_temporary=is_temporary,
    )
    application.start()
    if problem is not None:
        application.program.presenter.show_unwritable_profile(problem)
    application.formulas.library.open_files(arguments.formulas)
    _keep_window_responsive()
    return application.window


def _keep_window_responsive() -> None:
    """Shorten the pauses of the GUI thread.

    A thread that computes in Python releases the interpreter lock after a millisecond instead of
    five, and the garbage collector seldom looks at everything, for that takes 50 ms.
    """
    sys.setswitchinterval(_SWITCH_S)
    gc.set_threshold(*_GC_THRESHOLDS)


def qt_application() -> QApplication:
    """Return the one QApplication, made where there is none."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    with explain_start_failure():
        qt = ScannerApplication([sys.argv[0] or "formula-scanner"])
    qt.setApplicationName("Formula Scanner")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName(DESKTOP_ID)
    return qt


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed."""
    arguments = parse_arguments(argv)
    qt_application()
    profile = _profile_of(arguments)
    if SingleInstance(profile.folder).hand_over(handed_over(arguments)):
        return 0
    window = _open(arguments, profile)
    gc.collect()
    gc.freeze()  # what is here now stays; the collector need not look at it again
    signal.signal(signal.SIGINT, lambda *_: window.close())
    signal.signal(signal.SIGTERM, lambda *_: window.close())
    wake = QTimer(interval=250)  # lets Python look at signals while Qt waits
    wake.timeout.connect(_nothing)
    wake.start()
    status = QApplication.exec()
    sys.stdout.flush()
    return status


def _nothing() -> None:
    """Do nothing, in Python."""

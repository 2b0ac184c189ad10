"""One window a profile: a second start brings the first window to the front."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from scanner_app.arguments import is_command_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_WAIT_MS = 500
_MAX_PATH = 80  # of some 104 that a socket's may have; Qt needs a few while it listens


class SingleInstance(QObject):
    """Listens under a name made of the profile's folder.

    Signals
    -------
    started_again : list of str
        The program was started once more with this command line.
    """

    started_again = Signal(list)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(folder)
        self._callers: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def hand_over(self, argv: Sequence[str]) -> bool:
        """Send this command line to a window that is open already; whether there is one."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(json.dumps(list(argv)).encode())
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> None:
        """Be the one that is open; what a killed program has left is cleared away."""
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        """Wait until a second start has said all it has to say."""
        socket = self._server.nextPendingConnection()
        self._callers.append(socket)
        socket.disconnected.connect(self._on_disconnected)
        self._on_disconnected()  # it may have gone already

    @Slot()
    def _on_disconnected(self) -> None:
        """Read what those have sent who are gone."""
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        for socket in [caller for caller in self._callers if caller.state() is gone]:
            self._callers.remove(socket)
            self._report(bytes(socket.readAll().data()))
            socket.deleteLater()

    def _report(self, sent: bytes) -> None:
        """Report a command line that was received, unless it is none."""
        try:
            argv = json.loads(sent.decode(errors="replace"))
        except (ValueError, RecursionError):
            return
        if isinstance(argv, list) and is_command_line(argv):
            self.started_again.emit(argv)


def socket_name(folder: Path) -> str:
    """Return the name, or on Unix the path, under which the window of a profile listens.

    In the temporary folder, Qt's usual place, any user could listen under that name and so keep
    the window of another from opening.
    """
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    name = f"formula-scanner-{digest}"
    if os.name == "nt":
        return name  # of a pipe, which has no folder
    paths = [folder.resolve() / "window.socket"]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and _is_private(Path(runtime)):
        paths.insert(0, Path(runtime) / name)
    return next((str(path) for path in paths if len(os.fsencode(path)) <= _MAX_PATH), name)


def _is_private(folder: Path) -> bool:
    """Whether nobody but this user can put anything into the folder."""
    try:
        status = folder.stat()
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & 0o022

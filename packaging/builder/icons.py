"""Makes the program's icon in every format from its one drawing.

Runs in the application's environment, for Qt draws: ``python icons.py DRAWING FOLDER``.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# https://en.wikipedia.org/wiki/Apple_Icon_Image_format#Icon_types; all of these hold a PNG
_ICNS_TYPES = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512,
               b"ic10": 1024, b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512}  # fmt: skip


def png(drawing: QSvgRenderer, size: int) -> bytes:
    """Return the drawing as a PNG of `size` by `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        drawing.render(painter)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return Windows's container of several sizes (PNG inside, as since Vista)."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(header) + 16 * len(pictures)
    entries, body = b"", b""
    for size, data in pictures.items():
        side = size % 256  # 0 says 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset + len(body))
        body += data
    return header + entries + body


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """Return Apple's container of several sizes."""
    body = b"".join(kind + struct.pack(">I", len(data) + 8) + data
                    for kind, data in pictures.items())  # fmt: skip
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main(drawing_path: str, folder: str) -> None:
    """Write ``app-SIZE.png``, ``app.ico`` and ``app.icns`` into `folder`."""
    qt = QGuiApplication([])
    drawing, target = QSvgRenderer(drawing_path), Path(folder)
    if not drawing.isValid():
        sys.exit(f"{drawing_path} is not a drawing")
    target.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        (target / f"app-{size}.png").write_bytes(png(drawing, size))
    (target / "app.ico").write_bytes(ico({size: png(drawing, size) for size in _ICO_SIZES}))
    apple = {kind: png(drawing, size) for kind, size in _ICNS_TYPES.items()}
    (target / "app.icns").write_bytes(icns(apple))
    del qt


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What goes into the frozen application and what stays out."""

from __future__ import annotations

import importlib
import os
import re
import sys
import sysconfig
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from builder.project import APP_ID, MIME_TYPE, NAME, SUMMARY, TITLE, BuildError, numbers, version

if TYPE_CHECKING:
    from collections.abc import Iterable

Entry = tuple[str, str, str]  # where to, where from, PyInstaller's kind

# Found by name only, at run time.
BY_NAME = [
    "openpyxl", "pyarrow.parquet", "pyarrow.csv", "pyarrow.feather", "psycopg_binary",
    # pyqtgraph imports them, whether the program draws with OpenGL or not
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
]  # fmt: skip

UNUSED_MODULES = [
    # pyqtgraph tries these and does without
    "PySide6.QtTest", "PySide6.QtPrintSupport",
    "pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.jupyter",
    # remote files, remote queries and remote plans of Arrow: a third of its size
    "pyarrow._flight", "pyarrow.flight", "pyarrow._s3fs", "pyarrow._gcsfs", "pyarrow._azurefs",
    "pyarrow._hdfs", "pyarrow._substrait", "pyarrow.substrait", "pyarrow._orc", "pyarrow.orc",
    "pyarrow._dataset_orc", "pyarrow._parquet_encryption", "pyarrow._dataset_parquet_encryption",
    "pyarrow.parquet.encryption", "pyarrow.tests", "pyarrow._pyarrow_cpp_tests", "pyarrow.cuda",
    "pyarrow.benchmark", "pyarrow.conftest",
    # tests and tools that come along with libraries
    "pandas.tests", "numpy.tests", "numpy.f2py", "numpy.distutils", "psutil.tests",
    "tkinter", "_tkinter", "lib2to3", "pydoc_data", "readline", "ensurepip", "setuptools",
    "pkg_resources", "pip", "wheel", "IPython", "matplotlib", "scipy", "pytest", "_pytest",
    "hypothesis", "distributed", "dask", "lxml", "defusedxml",
]  # fmt: skip

_UNWANTED = re.compile(
    r"""
      libarrow(_python)?_flight | libarrow_s3 | libarrow_python_parquet_encryption
    | ^pyarrow/(include|includes|src|tests)/ | ^pyarrow/.*\.(pxi|pxd|pyx|h|cc)$
    | ^pyarrow/libarrow_python\.so$ | ^pyarrow/libarrow_python\.so\.\d+\.\d+
    # screens without a window system, and devices that only those read
    | plugins/(egldeviceintegrations|generic|networkinformation)/
    | plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\.so
    | libQt6(EglFS|EglFs)
    | plugins/imageformats/(lib)?q(icns|tga|tiff|wbmp|webp)\b
    | opengl32sw\.dll
    # Qt's own texts: the program speaks English and Korean
    | ^PySide6/(.*/)?translations/(?!qtbase_(en|ko)\.qm).*\.qm$
    | ^numpy/.*/tests/ | ^pandas/tests/ | /__pycache__/ | \.pyi$ | \.dist-info/(?!METADATA$)
    """,
    re.VERBOSE,
)

_SYSTEM_FOLDERS = (
    (Path(os.environ.get("SYSTEMROOT", r"C:\Windows")),)
    if os.name == "nt"
    else tuple(map(Path, ("/lib", "/lib64", "/usr/lib", "/usr/lib64")))
)


def is_wanted(target: str, source: str, kind: str) -> bool:
    """Tell whether a file goes into the application.

    On Linux the libraries of the system stay out: a Debian package depends on those that it
    needs, so that their security updates reach us, and the newer ones match the user's display
    and fonts.
    """
    if _UNWANTED.search(PurePosixPath(target.replace("\\", "/")).as_posix()):
        return False
    is_library = kind == "BINARY" and not target.startswith("python3") and ".so" in target
    if not sys.platform.startswith("linux") or not is_library or "libpython" in target:
        return True
    return not any(Path(source).is_relative_to(folder) for folder in _SYSTEM_FOLDERS)


def names_and_versions(freezer: Path) -> list[tuple[str, str]]:
    """Return the metadata of what is bundled, which the program shows in its About window."""
    tools = {line.partition("==")[0] for line in freezer.read_text("utf-8").splitlines()}
    return sorted(
        (str(file.locate()), str(file.parent))
        for distribution in metadata.distributions(path=[sysconfig.get_path("purelib")])
        if distribution.name not in tools | {"pip", "setuptools"}
        for file in distribution.files or ()
        if file.name == "METADATA"
    )


def check_origins(entries: Iterable[Entry], folders: Iterable[str]) -> None:
    """Refuse files that come from somewhere else than the locked environment and Python."""
    allowed = [Path(folder).resolve() for folder in folders]
    allowed += _SYSTEM_FOLDERS
    for target, source, kind in entries:
        if kind == "SYMLINK" or not source or source == "-":
            continue
        path = Path(source).resolve()
        if not any(path.is_relative_to(folder) for folder in allowed):
            raise BuildError(f"{target} comes from outside the environment: {source}")


def hooks(analysis: Any) -> set[str]:
    """Return the names of PyInstaller's own start-up scripts, which both programs need."""
    return {name for name, *_ in analysis.scripts if name.startswith("pyi")} | {"surroundings"}


def windows_version(program: str) -> Any:
    """Return the version resource that Windows shows in a file's properties."""
    if os.name != "nt":
        return None
    info: Any = importlib.import_module("PyInstaller.utils.win32.versioninfo")  # Windows only

    texts = {
        "CompanyName": "The Formula Scanner developers", "FileDescription": SUMMARY,
        "FileVersion": version(), "InternalName": program, "OriginalFilename": f"{program}.exe",
        "ProductName": TITLE, "ProductVersion": version(), "LegalCopyright": "MIT licence",
    }  # fmt: skip
    strings = [info.StringStruct(name, text) for name, text in texts.items()]
    english_unicode = "040904B0"
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers(), prodvers=numbers()),
        kids=[
            info.StringFileInfo([info.StringTable(english_unicode, strings)]),
            info.VarFileInfo([info.VarStruct("Translation", [0x0409, 0x04B0])]),
        ],
    )


def mac_properties() -> dict[str, Any]:
    """Return what Info.plist says beyond PyInstaller's own entries."""
    return {
        "CFBundleDisplayName": TITLE,
        "CFBundleShortVersionString": version(),
        "NSHumanReadableCopyright": "MIT licence",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "LSMinimumSystemVersion": "13.0",
        "LSApplicationCategoryType": "public.app-category.finance",
        "CFBundleLocalizations": ["en", "ko"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": f"{TITLE} formula",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{APP_ID.replace('_', '-')}.formula"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{APP_ID.replace('_', '-')}.formula",
                "UTTypeDescription": f"{TITLE} formula",
                "UTTypeConformsTo": ["public.plain-text"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["formula"],
                    "public.mime-type": [MIME_TYPE],
                },
            }
        ],
        "CFBundleExecutable": NAME,
    }

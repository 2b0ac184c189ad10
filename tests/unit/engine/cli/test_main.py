"""Dispatching ``formula-scan COMMAND``."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from engine import __version__
from engine.cli import main as cli
from engine.errors import Diagnostic, FormulaError, LibraryNotFoundError
from engine.storage.library import open_library
from tests.helpers.candles import random_bars


@pytest.fixture
def stub(monkeypatch):
    """Put a command in place of ``symbols`` whose run() does what the test sets."""
    command = SimpleNamespace(add_arguments=lambda parser: parser.add_argument("--name"))
    monkeypatch.setitem(sys.modules, "engine.cli.symbols_command", command)
    return command


def _raising(error):
    def run(args):
        raise error

    return run


def test_command_gets_its_own_arguments_and_its_status_is_returned(stub):
    seen = []
    stub.run = lambda args: seen.append(args.name) or 0
    assert cli.main(["symbols", "--name", "x"]) == 0
    assert seen == ["x"]


def test_library_defaults_to_the_users_data_folder(stub):
    seen = []
    stub.run = lambda args: seen.append(args.library) or 0
    cli.main(["symbols"])
    assert seen == [cli.default_library()]
    assert seen[0].name == "library.fslib"


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (LibraryNotFoundError("x.fslib"), 1, "x.fslib: there is no such library"),
        (FormulaError("clse", (Diagnostic("E201", "No", 1, 1, 0, 4),)), 2, "^^^^"),
        (KeyboardInterrupt(), 130, ""),
        (OSError(errno.ENOSPC, "full", "out.csv"), 1, "out.csv: No space left on device"),
    ],
)
def test_error_becomes_a_sentence_and_an_exit_status(stub, capsys, error, status, words):
    stub.run = _raising(error)
    assert cli.main(["symbols"]) == status
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""


def run_program(*words, code_page, **options):
    """Run a command in a process whose pipes have a code page, as on Windows."""
    script = (
        "import sys\n"
        f"sys.stdout.reconfigure(encoding='{code_page}', errors='strict')\n"
        f"sys.stderr.reconfigure(encoding='{code_page}', errors='strict')\n"
        "from engine.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    environment = {name: os.environ[name] for name in os.environ if name != "PYTHONIOENCODING"}
    return subprocess.run([sys.executable, "-c", script, *words], check=False, env=environment,
                          capture_output=True, **options)  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_onto_a_full_disk_is_a_sentence():
    with Path("/dev/full").open("wb") as full:
        words = [sys.executable, "-m", "engine", "functions"]
        ended = subprocess.run(words, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.stderr == "formula-scan: No space left on device\n"
    assert ended.returncode == 1


@pytest.mark.parametrize(
    ("code_page", "symbol"), [("cp1252", "삼성전자"), ("cp949", "Société"), ("ascii", "Ω")]
)
def test_pipes_get_utf8_whatever_the_code_page(tmp_path, code_page, symbol):
    with open_library(tmp_path / "x.fslib", create=True) as library:
        library.candles.save_arrays(symbol, "1d", random_bars(5, 1))
    done = run_program("symbols", "--library", str(tmp_path / "x.fslib"), code_page=code_page)
    assert (done.returncode, done.stderr) == (0, b"")
    assert symbol in done.stdout.decode()


@pytest.mark.parametrize("code_page", ["cp1252", "cp949"])
def test_errors_can_be_told_in_any_code_page(tmp_path, code_page):
    done = run_program("symbols", "--library", str(tmp_path / "é 없음"), code_page=code_page)
    assert done.returncode == 1
    assert "é 없음" in done.stderr.decode()


def test_choice_of_an_encoding_stays(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp949")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("PYTHONIOENCODING", "cp949")
    cli._speak_utf8()
    assert stream.encoding == "cp949"
    monkeypatch.delenv("PYTHONIOENCODING")
    cli._speak_utf8()
    assert stream.encoding == "utf-8"


@pytest.mark.parametrize(
    ("system", "error"),
    [("posix", BrokenPipeError(32, "Broken pipe")), ("nt", OSError(22, "Invalid argument"))],
)
def test_reader_that_has_left_is_no_failure(monkeypatch, tmp_path, system, error):
    monkeypatch.setattr(cli.os, "name", system)
    with (tmp_path / "out").open("w", encoding="utf-8") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        assert cli._guarded(_raising(error), None) == 0


def test_other_failures_of_files_are_not_taken_for_a_reader_that_left(monkeypatch, capsys):
    with monkeypatch.context() as patch:
        patch.setattr(cli.os, "name", "nt")
        status = cli._guarded(_raising(OSError(22, "Invalid argument", "a:b")), None)
    assert status == 1
    assert capsys.readouterr().err == "formula-scan: a:b: Invalid argument\n"


def test_leaving_early_ends_a_long_output_quietly():
    script = (
        "import sys; from engine.cli.main import main; sys.exit(main(['functions', '--markdown']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


def test_no_command_is_wrong_usage_and_lists_the_commands(capsys):
    assert cli.main([]) == 2
    assert "scan" in capsys.readouterr().err


def test_unknown_command_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["scna"])
    assert stop.value.code == 2
    assert "scna" in capsys.readouterr().err


def test_version_is_told(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"formula-scan {__version__}\n"

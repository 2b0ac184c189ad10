"""Dispatching ``formula-scan COMMAND``."""

import sys
from types import SimpleNamespace

import pytest

from engine import __version__
from engine.cli import main as cli
from engine.errors import Diagnostic, FormulaError, LibraryNotFoundError


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
    ],
)
def test_error_becomes_a_sentence_and_an_exit_status(stub, capsys, error, status, words):
    stub.run = _raising(error)
    assert cli.main(["symbols"]) == status
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""


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

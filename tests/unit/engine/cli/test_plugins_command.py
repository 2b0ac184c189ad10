"""``formula-scan plugins`` without packages; with some: tests/integration/plugins."""

from engine.cli import plugins_command
from engine.cli.main import main


def test_it_says_where_no_package_brings_a_part(monkeypatch, capsys):
    monkeypatch.setattr(plugins_command, "all_parts", list)
    assert main(["plugins"]) == 0
    output = capsys.readouterr()
    assert (output.out, output.err) == ("", "No installed package brings a part\n")

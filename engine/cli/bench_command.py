"""``formula-scan bench``: reproduces the published figures on this machine."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.benchmarks import run as bench
from engine.cli.benchmarks.data import FORMULAS, BenchData
from engine.cli.benchmarks.rivals import RIVALS
from engine.cli.benchmarks.streaming import streaming
from engine.cli.options import positive_int
from engine.scanning.table_files import replacing

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


SPECIFICATION = "specification"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    everybody = [*RIVALS, SPECIFICATION]
    parser.add_argument("--symbols", type=positive_int, default=2500, metavar="N")
    parser.add_argument("--bars", type=positive_int, default=2500, metavar="N")
    parser.add_argument("--workers", type=positive_int, default=2, metavar="N")
    parser.add_argument("--repeat", type=positive_int, default=5, metavar="N")
    parser.add_argument("--rivals", nargs="*", choices=everybody, default=everybody)
    parser.add_argument("--no-scaling", action="store_true", help="leave the scaling tables out")
    parser.add_argument("--no-streaming", action="store_true", help="leave the streaming out")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")


def run(args: Namespace) -> int:
    """Measure and print tables; matches of all are compared in the same run."""
    with tempfile.TemporaryDirectory(prefix="formula-scan-bench-") as folder:
        report = _measure(args, Path(folder))
    sys.stdout.write(_as_text(report))
    if args.json is not None:
        with replacing(args.json) as draft:
            draft.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


def _measure(args: Namespace, folder: Path) -> dict[str, Any]:
    _tell(f"writing {args.symbols:,} symbols of {args.bars:,} candles")
    data = BenchData(folder, args.symbols, args.bars).write()
    _tell("our scans")
    figures, keys = bench.our_figures(data, args.workers, args.repeat)
    _tell("the others' scans")
    figures += bench.rival_figures(data, keys, args.repeat, set(args.rivals), _tell)
    if SPECIFICATION in args.rivals:
        n_symbols = max(1, min(args.symbols, 60))
        figures += bench.specification_figures(data, keys, args.workers, n_symbols)
    _tell("latencies and memory")
    report = {
        "machine": bench.machine(),
        "symbols": args.symbols,
        "bars": args.bars,
        "workers": args.workers,
        "formulas": FORMULAS,
        "figures": [figure.as_dict() for figure in figures],
        "latencies": bench.latencies(data, args.workers, args.repeat),
    }
    if not args.no_streaming:
        _tell("streaming")
        report["streaming"] = streaming()
    if not args.no_scaling:
        report["scaling"] = bench.scaling(folder, data, args.workers, args.repeat, _tell)
    return report


def _as_text(report: dict[str, Any]) -> str:
    machine = report["machine"]
    size = f"{report['symbols']:,} symbols of {report['bars']:,} candles"
    place = f"{machine['n_processors']} processors, Python {machine['python']}"
    lines = [
        f"{size}, {report['workers']} workers, {place}",
        *(f"{name}: {text}" for name, text in report["formulas"].items()),
        "",
        *_figure_lines(report["figures"]),
        "",
        *(f"{name:<22}{value:12.1f}" for name, value in report["latencies"].items()),
    ]
    if "streaming" in report:
        lines += ["", "streaming, one core, all formulas together"]
        lines += [f"{name:<24}{value!s:>12}" for name, value in report["streaming"].items()]
    for what, rows in report.get("scaling", {}).items():
        lines += ["", f"{what:>10}{'seconds':>12}{'us a symbol':>14}   (F3)"]
        lines += [
            f"{row[what]:>10,}{row['seconds']:>12.3f}{row['us a symbol']:>14.1f}" for row in rows
        ]
    return "\n".join(lines) + "\n"


def _figure_lines(figures: list[dict[str, Any]]) -> list[str]:
    ours = {figure["formula"]: figure["seconds"] for figure in figures if figure["who"] == "ours"}
    lines = [f"{'':<16}{'':4}{'seconds':>10}{'times ours':>12}{'matches':>12}{'same':>9}"]
    for figure in figures:
        same = "" if figure["agreement"] is None else f"{figure['agreement']:.4%}"
        lines.append(
            f"{figure['who']:<16}{figure['formula']:<4}{figure['seconds']:>10.4f}"
            f"{figure['seconds'] / ours[figure['formula']]:>12.2f}{figure['n_matches'] or 0:>12,}"
            f"{same:>10}  {figure['note']}".rstrip()
        )
    return lines


def _tell(text: str) -> None:
    sys.stderr.write(f"bench: {text}\n")

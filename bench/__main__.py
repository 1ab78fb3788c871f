"""Runs one bench: ``python -m bench NAME [--data PATH] [--out PREDICTIONS.jsonl] [--json]``."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import bench

DATA = Path(__file__).parents[1] / ".." / "shared" / "data"
Bench = Callable[..., Mapping[str, float]]


def find_benches() -> list[str]:
    """Names of the modules of this folder that have a ``run``, told from their words, so that none is loaded for a list."""
    names = (module.name for module in pkgutil.iter_modules(bench.__path__))
    return [name for name in names if "\ndef run(" in (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")]


def accepted(run: Bench, options: Mapping[str, object]) -> dict[str, object]:
    """The options that were given, all of which ``run`` must know."""
    known = inspect.signature(run).parameters
    given = {name: value for name, value in options.items() if value}
    for name in given:
        if name not in known:
            raise SystemExit(f"--{name} is not an option of this bench; it takes {', '.join('--' + k for k in known)}")
    return given


def parse_args(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line, read."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure one part of onrecord.")
    parser.add_argument("name", metavar="NAME", help=f"one of: {', '.join(find_benches())}")
    parser.add_argument("--data", type=Path, help="the development data, or for `claims` a folder of reports with gold (default: ../shared/data)")
    parser.add_argument("--out", type=Path, metavar="PREDICTIONS.jsonl", help="write what was found, one report a line")
    parser.add_argument("--json", action="store_true", help="print one flat object, metric name to number, and nothing else")
    parser.add_argument("--show", action="store_true", help="print what was missed, extra and wrong (claims)")
    parser.add_argument("--only", metavar="NAME,NAME", help="only these reports (claims, score)")
    parser.add_argument("--skip", metavar="NAME,NAME", help="all but these reports (claims, score)")
    parser.add_argument("--full", action="store_true", help="all incidents (times, tolls), or the large sizes (record)")
    parser.add_argument("--against", metavar="COMMIT", help="compare with this commit, not the last (score)")
    parser.add_argument("--pages", type=int, help="so many pages and not 20,000 (bulk)")
    return parser.parse_args(argv)


def as_table(metrics: Mapping[str, float]) -> str:
    """Metrics one a line, numbers under one another."""
    wide = max(map(len, metrics), default=0)
    return "\n".join(f"{name:{wide}}  {value:10.3f}".rstrip("0").rstrip(".") for name, value in metrics.items())


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the bench and prints its figures; 2 where there is no such bench or no such data."""
    args = parse_args(argv)
    names = find_benches()
    name = args.name.replace("-", "_")
    if name not in names:
        print(f"no bench named {args.name!r}; there are: {', '.join(names)}", file=sys.stderr)
        return 2
    data = args.data or DATA
    if not data.exists():
        print(f"no data at {data}; name a folder with --data", file=sys.stderr)
        return 2
    run = importlib.import_module(f"bench.{name}").run
    options = accepted(
        run, {"show": args.show, "only": args.only, "skip": args.skip, "full": args.full, "against": args.against, "pages": args.pages}
    )
    with contextlib.redirect_stdout(sys.stderr if args.json else sys.stdout):
        metrics = run(data, args.out, **options)
    print(json.dumps(dict(metrics)) if args.json else as_table(metrics))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measures how fast and how light Rinnalla is: `python tests/bench/run.py [NAME…]`.

Prints a table and exits 0 also where a target is missed: this is no test, and what it shows depends
on the machine. Only a measurement that cannot be made is an error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.browsing import measure_tick, measure_weight
from tests.bench.building import compare_with_tasks, measure_growth
from tests.bench.checking import measure_check
from tests.bench.measure import BrokenError, Figure
from tests.bench.searching import measure_search
from tests.bench.waiting import measure_languages, measure_live

MEASUREMENTS: dict[str, Callable[[], list[Figure]]] = {
    "check": measure_check,
    "build": compare_with_tasks,
    "growth": measure_growth,
    "tick": measure_tick,
    "weight": measure_weight,
    "search": measure_search,
    "languages": measure_languages,
    "live": measure_live,
}

LINE = "{:<36} {:>9} {:>9} {:>7}  {:<7} {}"


def main() -> int:
    """Make the measurements that are named, or all; the exit status."""
    parser = argparse.ArgumentParser(description="Measure how fast and how light Rinnalla is.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    names = parser.parse_args().names or list(MEASUREMENTS)
    if unknown := [name for name in names if name not in MEASUREMENTS]:
        parser.error(f"{unknown[0]} is none of {', '.join(MEASUREMENTS)}")
    print(LINE.format("figure", "measured", "target", "of it", "", "how"), flush=True)
    for name in names:
        try:
            for figure in MEASUREMENTS[name]():
                print(line(figure), flush=True)
        except BrokenError as broken:
            print(f"{name} cannot be measured: {broken}", file=sys.stderr)
            return 1
    return 0


def line(figure: Figure) -> str:
    """The figure beside its target, and whether it is met."""
    return LINE.format(
        figure.name,
        f"{figure.measured:.3g} {figure.unit}".strip(),
        f"{figure.target:g} {figure.unit}".strip(),
        f"{figure.measured / figure.target:.0%}",
        "met" if figure.is_met else "MISSED",
        figure.note,
    ).rstrip()


if __name__ == "__main__":
    sys.exit(main())

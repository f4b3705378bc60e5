"""What it costs to read a thousand lists and run every rule on them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from tests.bench.lists import write_lists
from tests.bench.measure import Figure, run

LISTS, ITEMS, RUNS = 1000, 30, 5
MEGABYTE = 1e6


def measure_check() -> list[Figure]:
    """Run the command an editor runs, from its start to its end."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "docs")
        write_lists(folder, LISTS, ITEMS)
        program = "from rinnalla.cli import main; raise SystemExit(main())"
        costs = [run(("-c", program, "check", str(folder))) for _ in range(RUNS)]
    cpu = median(cost.cpu for cost in costs)
    memory = median(cost.memory for cost in costs) / MEGABYTE
    note = f"{LISTS} lists of {ITEMS} items; median of {RUNS}"
    return [
        Figure(name="check: processor", measured=cpu, target=2, unit="s", note=note),
        Figure(name="check: memory", measured=memory, target=200, unit="MB", note=note),
    ]

"""Builds the whole site with Sphinx, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def build_site(docs: Path, out: Path) -> int:
    """Build the pages into a folder and return Sphinx's exit status; warnings are errors.

    What Sphinx remembers between builds is kept beside the folder, not in it.
    """
    if not (docs / "conf.py").is_file():
        print(f"rinnalla site: there is no conf.py in {docs}", file=sys.stderr)
        return 2
    memory = out.parent / f".{out.name}-doctrees"
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-n", "-W", "-q", "-j", "auto",
               "-d", str(memory), str(docs), str(out)]  # fmt: skip
    finished = subprocess.run(command, check=False)  # noqa: S603 - our own words and the paths given
    if finished.returncode == 0:
        print(f"The site is in {out}")
    return 1 if finished.returncode else 0

"""What an editor waits for, on the clock: the whole site, and one changed sentence in the preview.

Time on the clock, because several processes share the work; so nothing else should be running.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from statistics import median

from tests.bench.measure import ROOT, BrokenError, Figure

LANGUAGES, ROUNDS = ("fi", "sv", "en", "fr"), 2
PAGES = ("models/systemic-work", "checklists/cm-referral")
"""A page of text, and one whose list other pages show."""
EDITS, PATIENCE, PAUSE = 3, 60.0, 0.02


def measure_languages() -> list[Figure]:
    """The whole site in all its languages, with search, against the source language alone."""
    rounds = [(build(LANGUAGES[:1]), build(LANGUAGES)) for _ in range(ROUNDS)]
    one, four = (min(times) for times in zip(*rounds, strict=True))
    note = f"{four:.1f} s against {one:.1f} s, the best of {ROUNDS}"
    return [Figure(name="four languages / one", measured=four / one, target=2, unit="", note=note)]


def build(languages: tuple[str, ...]) -> float:
    """The seconds from the command to a finished site, from nothing."""
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary, "site")
        command = "import sys; from rinnalla.cli import main; sys.exit(main(sys.argv[1:]))"
        start = time.perf_counter()
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                command,
                "site",
                "--out",
                out,
                "--languages",
                ",".join(languages),
            ],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        taken = time.perf_counter() - start
    if done.returncode:
        raise BrokenError(done.stderr[-2000:])
    return taken


def measure_live() -> list[Figure]:
    """From a saved file to the page that shows it, in the preview that follows the editor."""
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary)
        for name in ("docs", "locales"):
            shutil.copytree(ROOT / name, project / name)
        with preview(project) as base:
            return [measure_edits(project, base, page) for page in PAGES]


def measure_edits(project: Path, base: str, page: str) -> Figure:
    """Some edits of one page, one after another."""
    source = project / "docs" / f"{page}.md"
    seconds = []
    for number in range(EDITS):
        word = f"Mittaussana{'abc'[number]}"
        start = time.perf_counter()
        source.write_text(f"{source.read_text('utf-8').rstrip()}\n\n{word}.\n", "utf-8")
        wait_for(f"{base}/{page}.html", word)
        seconds.append(time.perf_counter() - start)
        time.sleep(1)  # the editor looks at it
    note = f"{page}: " + ", ".join(f"{one:.1f}" for one in seconds)
    return Figure(name="an edit seen live", measured=median(seconds), target=2, unit="s", note=note)


@contextmanager
def preview(project: Path) -> Iterator[str]:
    """The preview as `nox -s live` starts it, when its first build is there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (
        *("-m", "sphinx_autobuild", "docs", "build/live"),
        *("--host", "127.0.0.1", "--port", str(port)),
        *("--watch", "locales", "--watch", str(ROOT / "tools" / "rinnalla")),
        *("--re-ignore", r"\.mo$|__pycache__"),
    )
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen(
            [sys.executable, *command], cwd=project, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/index.html", "rn-page")
            time.sleep(2)  # it has begun to watch
            yield f"http://127.0.0.1:{port}"
        except BrokenError as broken:
            said.seek(0)
            raise BrokenError(f"{broken}\n{said.read().decode()[-2000:]}") from broken
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


def wait_for(url: str, word: str) -> None:
    """Ask for a page until it holds a word. Raises BrokenError when it does not come."""
    start = time.perf_counter()
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                if word in answer.read().decode():
                    return
        except (HTTPException, OSError, ValueError):
            pass  # it is just being written, or the server is not up yet
        if time.perf_counter() - start > PATIENCE:
            raise BrokenError(f"{url} does not show {word}")
        time.sleep(PAUSE)

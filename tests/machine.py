"""What the tests need from the machine and no Python package brings: a Chromium.

Finds one; on Debian and Ubuntu as root it installs one. Standard library only, because it runs
before anything else is there: `python tests/machine.py` prints the browser's path.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Commands that are a Chromium, in the order they are preferred."""

PACKAGES = {"debian": "chromium", "ubuntu": "chromium-browser"}
"""Distribution (ID or ID_LIKE of its os-release) to the package that holds the browser."""

FONTS = ("fonts-dejavu-core", "fonts-liberation")
"""Without fonts a new machine prints empty boxes."""

MISSING = """\
No Chromium or Chrome was found, and the browser tests need one. Install it:
  Debian             sudo apt-get install chromium fonts-dejavu-core
  Ubuntu             sudo snap install chromium
  Fedora             sudo dnf install chromium
  Arch               sudo pacman -S chromium
  macOS              brew install --cask chromium, or Google Chrome from its own page
  Windows            winget install Google.Chrome
Or name the one you have: CHROMIUM=<path to the program> python3 -m nox -s tests"""


class MissingBrowserError(Exception):
    """There is no browser to test with; the text says what to do."""


def usual_places(system: str, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Where installers put the browser without adding it to PATH. system: as `platform.system`."""
    if system == "Darwin":
        folders = [Path("/Applications"), Path(environ.get("HOME", "")) / "Applications"]
        apps = ("Chromium", "Google Chrome")
        return tuple(
            folder / f"{app}.app" / "Contents" / "MacOS" / app for app in apps for folder in folders
        )
    if system == "Windows":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        roots = [Path(environ[name]) for name in variables if environ.get(name)]
        programs = (Path("Chromium"), Path("Google", "Chrome"))
        return tuple(
            root / program / "Application" / "chrome.exe" for program in programs for root in roots
        )
    return ()


def find_chromium(environ: Mapping[str, str], system: str) -> Path | None:
    """The browser named by CHROMIUM, else one on PATH, else one in a usual place, else None.

    Raises MissingBrowserError when CHROMIUM names nothing that can be run.
    """
    path = environ.get("PATH", "")
    if named := environ.get("CHROMIUM"):
        if found := shutil.which(named, path=path):
            return Path(found)
        message = f"CHROMIUM names {named}, and there is no such program."
        raise MissingBrowserError(message)
    for name in NAMES:
        if found := shutil.which(name, path=path):
            return Path(found)
    return next((place for place in usual_places(system, environ) if place.is_file()), None)


def package_to_install(release: Mapping[str, str], *, root: bool) -> str | None:
    """The package that brings the browser, or None where installing is for the user to do.

    release: the fields of the machine's os-release file, empty where there is none.
    """
    families = (release.get("ID", ""), *release.get("ID_LIKE", "").split())
    return next((PACKAGES[name] for name in families if root and name in PACKAGES), None)


def os_release() -> Mapping[str, str]:
    """The fields of this machine's os-release file, empty where there is none."""
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def install(package: str) -> None:
    """Install the browser and fonts. Raises MissingBrowserError when the package manager fails."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", package, *FONTS],
    ):
        print("$", *command, file=sys.stderr, flush=True)
        # Its report goes to the error stream: standard output is for the path alone.
        result = subprocess.run(command, env=environ, stdout=sys.stderr, check=False)
        if result.returncode:
            message = f"{' '.join(command)} failed with status {result.returncode}.\n{MISSING}"
            raise MissingBrowserError(message)


def provide_chromium(
    environ: Mapping[str, str],
    system: str,
    package: str | None,
    install: Callable[[str], None] = install,
) -> Path:
    """The browser's path, installing the package when there is none. Raises MissingBrowserError."""
    found = find_chromium(environ, system)
    if found is None and package is not None:
        install(package)
        found = find_chromium(environ, system)
    if found is None:
        raise MissingBrowserError(MISSING)
    return found


def main() -> int:
    """Print the browser's path; the exit status: 0, or 1 with the reason on standard error."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    try:
        package = package_to_install(os_release(), root=root)
        print(provide_chromium(os.environ, platform.system(), package))
    except MissingBrowserError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

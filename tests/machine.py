"""What is needed from the machine and no Python package brings.

For the tests a Chromium, the programs that read and check what was printed, and Word's stand-in;
for printing some libraries. Finds them; on Debian and Ubuntu as root it installs what is missing.
Standard library only, because it runs before anything else is there: `python tests/machine.py`
prints the browser's path, `python tests/machine.py printing` looks for the libraries alone.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
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


LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""Libraries that set texts for paper, to their packages on Debian and Ubuntu."""

PROGRAMS = {
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "qpdf": "qpdf",
    "soffice": "libreoffice-writer-nogui",
}
"""Programs that the tests of paper run, to their packages on Debian and Ubuntu."""

LACKING = """\
Not found on this machine: {names}. Install:
  Debian, Ubuntu     sudo apt-get install {packages}
  Fedora             sudo dnf install pango poppler-utils qpdf libreoffice-writer
  Arch               sudo pacman -S pango poppler qpdf libreoffice-still
  macOS              brew install pango poppler qpdf, and brew install --cask libreoffice"""


class MissingBrowserError(Exception):
    """There is no browser to test with; the text says what to do."""


class MissingPartsError(Exception):
    """Libraries or programs are missing; the text says what to do."""


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


def has_library(name: str) -> bool:
    """Whether a shared library can be loaded. elsewhere than on Linux, printing looks."""
    if platform.system() != "Linux":
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_program(name: str) -> bool:
    """Whether a command is on PATH."""
    return shutil.which(name) is not None


def provide_parts(
    *, programs: bool, may_install: bool, install: Callable[..., None] | None = None
) -> None:
    """Find the libraries, and the programs where they are wanted; install what is missing.

    Raises MissingPartsError where something is missing and is not ours to install.
    """

    def lacking() -> dict[str, str]:
        wanted = {name: package for name, package in LIBRARIES.items() if not has_library(name)}
        if programs:
            wanted |= {n: package for n, package in PROGRAMS.items() if not has_program(n)}
        return wanted

    missing = lacking()
    if missing and may_install:
        (install or install_packages)(*dict.fromkeys(missing.values()))
        missing = lacking()
    if missing:
        packages = " ".join(dict.fromkeys(missing.values()))
        raise MissingPartsError(LACKING.format(names=", ".join(missing), packages=packages))


def install(package: str) -> None:
    """Install the browser and fonts. Raises MissingBrowserError when the package manager fails."""
    try:
        install_packages(package, *FONTS)
    except MissingPartsError as problem:
        raise MissingBrowserError(f"{problem}\n{MISSING}") from problem


def install_packages(*packages: str) -> None:
    """Install packages on Debian or Ubuntu. Raises MissingPartsError when that fails."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages],
    ):
        print("$", *command, file=sys.stderr, flush=True)
        # Its report goes to the error stream: standard output is for the path alone.
        result = subprocess.run(command, env=environ, stdout=sys.stderr, check=False)
        if result.returncode:
            message = f"{' '.join(command)} failed with status {result.returncode}."
            raise MissingPartsError(message)


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


def main(arguments: Sequence[str]) -> int:
    """Find everything; print the browser's path. The exit status: 0, or 1 with the reason.

    arguments: ``printing`` where only what prints is wanted, without the tests' own needs.
    """
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    package = package_to_install(os_release(), root=root)
    is_test = "printing" not in arguments
    try:
        provide_parts(programs=is_test, may_install=package is not None)
        if is_test:
            print(provide_chromium(os.environ, platform.system(), package))
    except (MissingBrowserError, MissingPartsError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

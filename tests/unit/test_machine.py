"""Finding the browser and other parts on every kind of machine, without needing them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import machine
from tests.machine import (
    MISSING,
    MissingBrowserError,
    MissingPartsError,
    find_chromium,
    package_to_install,
    provide_chromium,
    provide_parts,
    usual_places,
)

DEBIAN = {"ID": "debian"}
MINT = {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}
FEDORA = {"ID": "fedora"}


def program(folder: Path, name: str) -> Path:
    """A file that can be run, as `shutil.which` sees it on this system."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / (f"{name}.exe" if sys.platform == "win32" else name)
    file.write_bytes(b"")
    file.chmod(0o755)
    return file


def test_variable_wins_over_path(tmp_path: Path) -> None:
    """Who names a browser gets that one."""
    program(tmp_path / "bin", "chromium")
    own = program(tmp_path / "own", "browser")

    found = find_chromium({"PATH": str(tmp_path / "bin"), "CHROMIUM": str(own)}, "Linux")

    assert own == found


def test_variable_may_be_a_command_name(tmp_path: Path) -> None:
    """A name on PATH is as good as a path."""
    own = program(tmp_path, "my-browser")

    assert own == find_chromium({"PATH": str(tmp_path), "CHROMIUM": "my-browser"}, "Linux")


def test_variable_that_names_nothing_is_an_error_and_not_ignored(tmp_path: Path) -> None:
    """Falling back silently would test another browser than the one asked for."""
    program(tmp_path, "chromium")

    with pytest.raises(MissingBrowserError, match="CHROMIUM names gone, and there is no"):
        find_chromium({"PATH": str(tmp_path), "CHROMIUM": "gone"}, "Linux")


@pytest.mark.parametrize("name", machine.NAMES)
def test_every_usual_command_is_found_on_path(tmp_path: Path, name: str) -> None:
    """Distributions name the same browser differently."""
    file = program(tmp_path, name)

    assert file == find_chromium({"PATH": str(tmp_path)}, "Linux")


def test_chromium_is_preferred_to_chrome(tmp_path: Path) -> None:
    """The free build first: it is the one continuous integration uses."""
    program(tmp_path / "a", "google-chrome")
    file = program(tmp_path / "b", "chromium")

    assert file == find_chromium({"PATH": f"{tmp_path / 'a'}{os.pathsep}{file.parent}"}, "Linux")


def test_application_folder_is_searched_on_macos(tmp_path: Path) -> None:
    """An application dragged into a folder is on no PATH."""
    environ = {"PATH": "", "HOME": str(tmp_path)}
    app = usual_places("Darwin", environ)[-1]
    app.parent.mkdir(parents=True)
    app.write_bytes(b"")

    assert app.parts[-4:] == ("Google Chrome.app", "Contents", "MacOS", "Google Chrome")
    assert tmp_path in app.parents
    assert find_chromium(environ, "Darwin") is not None


def test_program_folders_are_searched_on_windows(tmp_path: Path) -> None:
    """An installed Chrome is on no PATH either; a folder that is not set is passed over."""
    environ = {"PATH": "", "PROGRAMFILES": "", "LOCALAPPDATA": str(tmp_path)}
    chrome = tmp_path / "Google" / "Chrome" / "Application" / "chrome.exe"
    chrome.parent.mkdir(parents=True)
    chrome.write_bytes(b"")

    assert chrome == find_chromium(environ, "Windows")


@pytest.mark.parametrize(
    ("release", "root", "package"),
    [
        (DEBIAN, True, "chromium"),
        (MINT, True, "chromium-browser"),
        (DEBIAN, False, None),
        (FEDORA, True, None),
        ({}, True, None),
    ],
)
def test_only_root_on_debian_and_its_family_installs(
    release: dict[str, str], *, root: bool, package: str | None
) -> None:
    """Elsewhere the user is told what to install, and nothing is changed."""
    assert package == package_to_install(release, root=root)


def test_missing_browser_is_installed_once_and_then_found(tmp_path: Path) -> None:
    """A new machine gets what it needs."""
    installed: list[str] = []

    def install(package: str) -> None:
        installed.append(package)
        program(tmp_path, package)

    for _ in range(2):
        found = provide_chromium({"PATH": str(tmp_path)}, "Linux", "chromium", install)
        assert found.parent == tmp_path

    assert installed == ["chromium"]


def test_missing_browser_names_what_to_install_on_each_system(tmp_path: Path) -> None:
    """No installation: an explanation."""
    with pytest.raises(MissingBrowserError) as caught:
        provide_chromium({"PATH": str(tmp_path)}, "Linux", None)

    assert str(caught.value) == MISSING
    for system in ("Debian", "Ubuntu", "Fedora", "macOS", "Windows", "CHROMIUM="):
        assert system in MISSING


def test_installation_without_result_is_still_missing(tmp_path: Path) -> None:
    """A package that brings no browser does not end in a crash later."""
    with pytest.raises(MissingBrowserError):
        provide_chromium({"PATH": str(tmp_path)}, "Linux", "chromium", lambda _: None)


def test_failed_installation_says_which_command_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package manager's status is not lost."""
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda command, **_: subprocess.CompletedProcess(command, 100),
    )

    with pytest.raises(MissingBrowserError, match=r"^apt-get update -q failed with status 100\."):
        machine.install("chromium")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A machine that has only what is put into this set."""
    there: set[str] = set()
    monkeypatch.setattr(machine, "has_library", lambda name: name in there)
    monkeypatch.setattr(machine, "has_program", lambda name: name in there)
    return there


def test_missing_parts_are_installed_together_and_then_found(bare: set[str]) -> None:
    """A new machine asks its package manager once."""
    asked: list[tuple[str, ...]] = []

    def install(*packages: str) -> None:
        asked.append(packages)
        bare.update(machine.LIBRARIES, machine.PROGRAMS)

    for _ in range(2):
        provide_parts(programs=True, may_install=True, install=install)

    (packages,) = asked
    assert {*machine.LIBRARIES.values(), *machine.PROGRAMS.values()} == set(packages)
    assert len(packages) == len(set(packages))


def test_printing_alone_needs_no_programs_of_the_tests(bare: set[str]) -> None:
    """Who builds the site is not asked for a word processor."""
    bare.update(machine.LIBRARIES)

    provide_parts(programs=False, may_install=False)


def test_missing_parts_are_named_with_what_to_install(bare: set[str]) -> None:
    """No installation: an explanation that names exactly what is missing."""
    bare.update({*machine.LIBRARIES, *machine.PROGRAMS} - {"qpdf", "libpango-1.0.so.0"})

    with pytest.raises(MissingPartsError) as caught:
        provide_parts(programs=True, may_install=False)

    assert "libpango-1.0.so.0, qpdf" in str(caught.value)
    assert "sudo apt-get install libpango-1.0-0 qpdf\n" in str(caught.value)
    for system in ("Fedora", "Arch", "macOS"):
        assert system in str(caught.value)


def test_what_is_there_is_found_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The eyes of the tests above are tested."""
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "qpdf")

    assert machine.has_program("qpdf")
    assert not machine.has_program("soffice")
    if sys.platform == "linux":
        assert machine.has_library("libc.so.6")
        assert not machine.has_library("libno-such.so.9")

"""What is declared, what is locked and what is documented are the same packages."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "tools" / "constraints.txt").read_text(encoding="utf-8")
DOCUMENT = (ROOT / "docs" / "contributing" / "dependencies.md").read_text(encoding="utf-8")

EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
DIRECT = sorted(
    {
        *PROJECT["project"]["dependencies"],
        *PROJECT["build-system"]["requires"],
        *(line for name, extra in EXTRAS.items() if name != "all" for line in extra),
    }
)
"""Every requirement that pyproject.toml names, as written there."""

ENTRY = re.compile(
    r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+).*(?P<hashes>(?:\n    --hash=.+)*)", re.MULTILINE
)
LOCKED = {entry["name"]: entry for entry in ENTRY.finditer(CONSTRAINTS)}

NODE_LOCK: dict[str, dict[str, Any]] = json.loads(
    (ROOT / "tests" / "node" / "package-lock.json").read_text(encoding="utf-8")
)["packages"]
NODE_DIRECT: dict[str, str] = NODE_LOCK[""]["devDependencies"]


@pytest.mark.parametrize("line", DIRECT)
def test_declared_requirement_is_locked_in_a_version_that_fits(line: str) -> None:
    """A change of ranges without `nox -s lock` is noticed before anybody installs."""
    requirement = Requirement(line)

    assert LOCKED[canonicalize_name(requirement.name)]["version"] in requirement.specifier


def test_every_locked_package_has_its_hash() -> None:
    """Without a hash a replaced file would be installed unseen."""
    pattern = re.compile(r"(\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+")

    assert [name for name, entry in LOCKED.items() if not pattern.fullmatch(entry["hashes"])] == []
    assert len(LOCKED) > len(DIRECT)


def test_build_back_end_is_one_exact_version() -> None:
    """The package is never built with whatever is newest that day."""
    assert PROJECT["build-system"]["requires"] == [f"setuptools=={LOCKED['setuptools']['version']}"]


def test_all_stands_for_every_extra() -> None:
    """`rinnalla[all]` leaves nothing out."""
    (everything,) = EXTRAS["all"]

    assert Requirement(everything).extras == set(EXTRAS) - {"all"}


@pytest.mark.parametrize("name", sorted({Requirement(line).name for line in DIRECT}))
def test_declared_requirement_has_its_paragraph(name: str) -> None:
    """Each says what it is for, why this one, and what it costs."""
    headings = re.findall(r"^- \*\*(.+?)\*\*", DOCUMENT, re.MULTILINE)
    documented = {part.strip() for heading in headings for part in heading.lower().split(",")}

    assert name.lower() in documented


@pytest.mark.parametrize("name", NODE_DIRECT)
def test_node_package_is_exact_locked_and_documented(name: str) -> None:
    """The two npm packages follow the same rules."""
    locked = NODE_LOCK[f"node_modules/{name}"]

    assert locked["version"] == NODE_DIRECT[name]
    assert f"- **{name} (npm)**" in DOCUMENT.lower()


def test_locks_name_no_server() -> None:
    """Where packages come from is the machine's own setting."""
    assert "://" not in CONSTRAINTS
    assert not any("resolved" in package for package in NODE_LOCK.values())
    assert all("integrity" in package for name, package in NODE_LOCK.items() if name)

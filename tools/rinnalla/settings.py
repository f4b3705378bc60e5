"""The using organisation's own facts: names, limits and contacts, from one YAML file."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from rinnalla.diagnostics import Code, Diagnostic, in_order, problem, shorten
from rinnalla.model import Origin, Setting

FILE_NAME = "organisation.yml"
TYPES = ("number", "text")
_NAME = re.compile(r"[a-z]+(-[a-z]+)*")
_KEYS = ("type", "default", "value", "about", "source", "origin")


def read_settings(path: Path) -> tuple[dict[str, Setting], list[Diagnostic]]:
    """Return the settings by name, and what is wrong with the file; none where it is missing."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError):
        return {}, [problem(str(path), 1, Code.NO_FILE)]
    return parse_settings(text, str(path))


def parse_settings(text: str, path: str) -> tuple[dict[str, Setting], list[Diagnostic]]:
    """Return the settings by name, and the problems with their lines. path: for messages."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return {}, [_bad(path, line, "", "cannot be read: the file is not YAML here")]
    except RecursionError:
        return {}, [_bad(path, 1, "", "cannot be read: it is nested too deep")]
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        return {}, [_bad(path, 1, "", "cannot be read: the file must hold names with their facts")]
    settings: dict[str, Setting] = {}
    problems: list[Diagnostic] = []
    for key, node in root.value:
        line = key.start_mark.line + 1
        name = str(key.value)
        result = _setting(name, node, line, name in settings)
        if isinstance(result, str):
            problems.append(_bad(path, line, name, result))
        else:
            settings[name] = result
    return settings, in_order(problems)


def _bad(path: str, line: int, name: str, why: str) -> Diagnostic:
    return problem(path, line, Code.BAD_SETTING, name=shorten(name), why=why)


def _setting(name: str, node: yaml.Node, line: int, twice: bool) -> Setting | str:
    """Return the setting, or what is wrong with it."""
    if not isinstance(node, yaml.MappingNode):
        return "has no facts indented under it"
    facts = {str(k.value): v.value for k, v in node.value if isinstance(v, yaml.ScalarNode)}
    value: float | str = facts.get("value") or facts.get("default") or ""
    number = re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", str(value))
    unknown = ", ".join(shorten(key) for key in facts if key not in _KEYS)
    faults = {
        "has a name that is not small English words joined by hyphens": not _NAME.fullmatch(name),
        "stands twice in the file": twice,
        f"has unknown facts: {unknown}": bool(unknown),
        "lacks about": not facts.get("about"),
        "does not say where it comes from": not facts.get("source")
        and facts.get("origin") not in ("design", "legal"),
        "is neither of type number nor text": facts.get("type") not in TYPES,
        "lacks default": not value,
        f'is a number, but its value is "{shorten(str(value))}"': facts.get("type") == "number"
        and not number,
    }
    fault = next((words for words, wrong in faults.items() if wrong), None)
    if fault:
        return fault
    return Setting(
        name=name,
        type=facts["type"],
        value=float(value) if facts["type"] == "number" else value,
        about=facts["about"],
        line=line,
        origin=Origin(facts=tuple(facts.get("source", "").split()), own=facts.get("origin")),
    )


def shown(value: float | str) -> str:
    """Return a setting's value as it stands in a text; whole numbers without a fraction."""
    return value if isinstance(value, str) else f"{value:g}".replace(".", ",")

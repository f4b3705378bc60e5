"""The using organisation's own facts: names, limits and contacts, from one YAML file."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from rinnalla.diagnostics import Code, Diagnostic, in_order, problem, shorten
from rinnalla.model import Origin, Setting
from rinnalla.phrases import Phrase, phrase
from rinnalla.yamlfile import compose, read_text

FILE_NAME = "organisation.yml"
TYPES = ("number", "text")
_NAME = re.compile(r"[a-z]+(-[a-z]+)*")
_KEYS = ("type", "default", "value", "about", "source", "origin")


def read_settings(path: Path) -> tuple[dict[str, Setting], list[Diagnostic]]:
    """Return the settings by name, and what is wrong with the file; none where it is missing."""
    text, problems = read_text(path)
    return ({}, problems) if problems else parse_settings(text, str(path))


def parse_settings(text: str, path: str) -> tuple[dict[str, Setting], list[Diagnostic]]:
    """Return the settings by name, and the problems with their lines. path: for messages."""
    root = compose(text)
    if isinstance(root, tuple):
        return {}, [_bad(path, root[0], None, root[1])]
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        return {}, [_bad(path, 1, None, phrase("does not hold names of settings"))]
    settings: dict[str, Setting] = {}
    problems: list[Diagnostic] = []
    for key, node in root.value:
        line = key.start_mark.line + 1
        name = str(key.value)
        result = _setting(name, node, line, name in settings)
        if isinstance(result, Setting):
            settings[name] = result
        else:
            problems += [_bad(path, line, name, fault) for fault in result]
    return settings, in_order(problems)


def _bad(path: str, line: int, name: str | None, why: str) -> Diagnostic:
    what = phrase("the settings file")
    if name is not None:
        what = phrase("the setting «{name}»", name=shorten(name))
    return problem(path, line, Code.BAD_SETTING, what=what, why=why)


def _setting(name: str, node: yaml.Node, line: int, twice: bool) -> Setting | list[Phrase]:
    """Return the setting, or what is wrong with it."""
    if not isinstance(node, yaml.MappingNode):
        return [phrase("has no facts indented under it")]
    facts = {str(k.value): v.value for k, v in node.value if isinstance(v, yaml.ScalarNode)}
    value: float | str = facts.get("value") or facts.get("default") or ""
    number = re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", str(value))
    unknown = ", ".join(shorten(key) for key in facts if key not in _KEYS)
    faults = {
        phrase("has a name that is not small English words joined by hyphens"): (
            not _NAME.fullmatch(name)
        ),
        phrase("stands twice in the file"): twice,
        phrase("has unknown facts: {names}", names=unknown): bool(unknown),
        phrase("lacks {names}", names="about"): not facts.get("about"),
        phrase("does not say where it comes from"): not facts.get("source")
        and facts.get("origin") not in ("design", "legal"),
        phrase("is neither of type number nor text"): facts.get("type") not in TYPES,
        phrase("lacks {names}", names="default"): not value,
        phrase(
            'is a number, but its value is "{value}"; write it like 3 or 2.5',
            value=shorten(str(value)),
        ): facts.get("type") == "number" and bool(value) and not number,
    }
    found = [words for words, wrong in faults.items() if wrong]
    if found:
        return found
    return Setting(
        name=name,
        type=facts["type"],
        value=float(value) if facts["type"] == "number" else value,
        about=facts["about"],
        line=line,
        origin=Origin(facts=tuple(facts.get("source", "").split()), own=facts.get("origin")),
    )

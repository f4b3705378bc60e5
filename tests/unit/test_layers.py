"""The layering of the toolkit: who may import whom."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "tools" / "rinnalla"
MAY = {
    "model": set(),
    "assets": set(),
    "audience": {"messages", "model"},
    "attributes": set(),
    "finnish": {"pyvoikko"},
    "headers": set(),
    "conditions": {"model"},
    "grammar": {"conditions", "model", "phrases"},
    "codes": set(),
    "phrases": set(),
    "diagnostics": {"codes", "phrases"},
    "inline": {"markdown_it", "phrases"},
    "evaluate": {"conditions", "model"},
    "drafts": {"attributes", "diagnostics", "grammar", "inline", "model", "phrases"},
    "items": {"conditions", "diagnostics", "drafts", "model", "phrases"},
    "metadata": {"conditions", "diagnostics", "drafts", "model", "packs", "phrases"},
    "resolve": {"diagnostics", "drafts", "grammar", "model", "phrases"},
    "blocks": set(),
    "parse": {"blocks", "diagnostics", "drafts", "items", "metadata", "model", "phrases",
              "resolve"},
    "packs": {"diagnostics", "model", "phrases"},
    "facts": {"attributes", "blocks", "diagnostics", "drafts", "model", "phrases"},
    "drawing": {"diagnostics", "drawing", "evaluate", "model", "phrases"},
    "fences": {"markdown_it", "mdit_py_plugins"},
    "read": {"diagnostics", "drawing", "facts", "fences", "markdown_it", "model", "packs", "parse"},
    "yamlfile": {"diagnostics", "phrases", "yaml"},
    "settings": {"diagnostics", "model", "phrases", "yaml", "yamlfile"},
    "synonyms": {"diagnostics", "phrases", "yaml", "yamlfile"},
    "pages": {"messages", "writing"},
    "lexicon": {"finnish", "languages"},
    "search": {"finnish", "lexicon", "messages", "pagefind", "pages", "phrases", "search", "speech",
               "synonyms"},
    "messages": {"babel", "model", "placeholders"},
    "order": set(),
    "placeholders": set(),
    "writing": {"babel"},
    "languages": {"babel", "diagnostics", "finnish", "inline", "languages", "messages", "model",
                  "phrases", "placeholders", "read", "settings", "snowballstemmer", "speech",
                  "sphinx_intl", "writing", "yaml", "yamlfile"},
    "words": {"messages", "model", "writing"},
    "glyphs": set(),
    "paper": {"diagnostics", "drawing", "editions", "fontTools", "glyphs", "languages", "messages",
              "model", "packs", "paper", "phrases", "pikepdf", "qr", "runs", "speech", "tqdm",
              "version", "weasyprint", "word", "words", "writing"},
    "checks": {"checks", "conditions", "diagnostics", "facts", "glyphs", "inline", "messages",
               "model", "packs", "phrases", "read"},
    "coverage": {"checks", "diagnostics", "facts", "phrases"},
    "wordlist": {"phrases"},
    "runs": {"inline"},
    "editions": {"audience", "diagnostics", "drawing", "inline", "languages", "messages", "model",
                 "packs", "read", "runs", "settings", "shelf", "words", "writing"},
    "shelf": {"diagnostics", "drawing", "languages", "messages", "model", "packs", "placeholders"},
    "version": {"editions", "model", "writing"},
    "qr": {"segno"},
    "word": {"docx", "editions", "messages", "model", "runs", "version", "word", "words",
             "writing"},
    "speech": {"messages", "phrases"},
    "usage": {"phrases", "speech"},
    "prose": {"attributes", "babel", "finnish", "markdown_it", "mdit_py_plugins", "messages",
              "phrases", "prose", "read", "settings", "wordlist"},
    "serve": {"headers", "phrases"},
    "front": {"assets", "jinja2", "languages", "messages"},
    "site": {"assets", "diagnostics", "editions", "front", "languages", "messages", "paper",
             "phrases", "speech", "synonyms"},
    "book": {"book", "checks", "diagnostics", "docx", "drawing", "editions", "facts", "fences",
             "inline", "languages", "markdown_it", "mdit_py_plugins", "messages", "metadata",
             "model", "order", "packs", "paper", "parse", "phrases", "pikepdf", "placeholders",
             "pypdfium2", "read", "runs", "settings", "speech", "words", "writing"},
    "cli": {"book", "checks", "coverage", "diagnostics", "drawing", "languages", "messages",
            "paper", "phrases", "prose", "read", "serve", "settings", "site", "speech", "synonyms",
            "usage", "wordlist"},
    "sphinx_ext": {"assets", "audience", "babel", "checks", "conditions", "diagnostics", "docutils",
                   "drawing", "editions", "evaluate", "facts", "inline", "languages", "messages",
                   "model", "myst_parser", "order", "packs", "pages", "paper", "parse", "phrases",
                   "placeholders", "read", "settings", "speech", "sphinx", "sphinx_ext", "version",
                   "words", "writing"},
}  # fmt: skip
"""What each module may import besides the standard library and the package's version."""


def imports(path: Path) -> set[str]:
    """Return what a file imports: our modules by their first name, packages by theirs."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            own = [f"{module}.{alias.name}" for alias in node.names] if "." not in module else []
            names = own if module == "rinnalla" else [module]
        found |= {name.removeprefix("rinnalla.").split(".")[0] for name in names}
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_what_its_layer_may(path: Path) -> None:
    """No import goes upwards, and only one room knows Sphinx."""
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    foreign = imports(path) - set(sys.stdlib_module_names) - {"__version__", "__future__"}

    assert room == "__init__" or foreign <= MAY[room], foreign - MAY.get(room, set())


def test_every_module_has_its_layer() -> None:
    """A new module is placed on purpose."""
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}

    assert rooms - {"__init__"} == set(MAY)


def test_nobody_imports_the_command_line() -> None:
    """The command line is the top."""
    assert [] == [path for path in MODULES if "cli" in imports(path)]

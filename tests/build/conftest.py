"""Small Sphinx projects built in a temporary folder, with every warning kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.locale import translators
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from rinnalla.sphinx_ext.domain import RinnallaDomain
from rinnalla.sphinx_ext.reading import ChecklistError, domain_of
from tests.projects import write_files

ROOT = Path(__file__).parent.parent.parent

CONFIG = {
    "extensions": ["myst_parser", "sphinx_design", "rinnalla.sphinx_ext"],
    "html_theme": "rinnalla",
    "myst_enable_extensions": ["colon_fence"],
    "language": "fi",
    "gettext_compact": False,
    "nitpicky": True,
}


@dataclass(frozen=True, kw_only=True)
class Built:
    """A finished build. warnings: one a line, without colours; error: what stopped it."""

    app: Sphinx
    warnings: list[str]
    error: str | None

    def text(self, name: str) -> str:
        """Return a file of the output."""
        return (Path(self.app.outdir) / name).read_text("utf-8")

    @property
    def domain(self) -> RinnallaDomain:
        """The lists of the project."""
        return domain_of(self.app.env)


Build = Callable[..., Built]


def run(
    source: Path, out: Path, builder: str = "html", parallel: int = 1, **settings: object
) -> Built:
    """Build a project whose settings stand here, or in its own conf.py where it has one."""
    warnings = io.StringIO()
    own = (source / "conf.py").is_file()
    error = None
    translators.clear()  # Sphinx keeps the catalogues of one build for the next in this process
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            str(source),
            str(source) if own else None,
            str(out / builder),
            str(out / "doctrees" / builder),
            builder,
            confoverrides=settings if own else {**CONFIG, **settings},
            status=None,
            warning=warnings,
            parallel=parallel,
        )
        try:
            app.build()
        except (SphinxError, ChecklistError) as raised:
            error = str(raised)
    lines = strip_colors(warnings.getvalue()).splitlines()
    return Built(app=app, warnings=lines, error=error)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, str]], Path]:
    """Return a function that writes files into a fresh source folder, the current one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795262400")  # 2026-11-21

    def write(files: Mapping[str, str]) -> Path:
        source = tmp_path / "docs"
        source.mkdir(exist_ok=True)
        write_files(source, files)
        monkeypatch.chdir(source)
        return source

    return write


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that builds a source folder into the temporary one."""

    def built(source: Path, builder: str = "html", **settings: object) -> Built:
        return run(source, tmp_path / "out", builder, **settings)  # type: ignore[arg-type]

    return built

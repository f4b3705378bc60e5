"""Our domain, and the report of every problem when all documents have been read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from rinnalla.checks import corpus_of, run_checks
from rinnalla.diagnostics import Diagnostic, in_order, shown_path
from rinnalla.drawing.check import FOLDER, check_drawings
from rinnalla.phrases import phrase, said
from rinnalla.read import together
from rinnalla.speech import Speech, usual
from rinnalla.sphinx_ext.domain import RinnallaDomain
from rinnalla.sphinx_ext.local import settings_of
from rinnalla.sphinx_ext.places import follow
from rinnalla.sphinx_ext.versions import versions_in

LOGGER = getLogger(__name__)


class ChecklistError(SystemExit):
    """The build stops: some lists have errors, all of which have been printed.

    Not a SphinxError, for which Sphinx prints a trace and asks to report a fault of its own.
    """


def domain_of(env: BuildEnvironment) -> RinnallaDomain:
    """Return our domain."""
    domain = env.domains["rinnalla"]
    if not isinstance(domain, RinnallaDomain):
        raise TypeError(domain)
    return domain


def report_problems(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Print every problem of every page, and stop the build if one is an error.

    Returns the documents whose pages show lists, drawings or facts of other documents that have
    changed, to be written again.
    """
    domain = domain_of(env)
    reading = together(domain.readings[docname] for docname in sorted(domain.readings))
    local = settings_of(env)
    corpus = corpus_of(reading, local.settings, shown_path(local.path), today())
    folder = Path(env.srcdir) / FOLDER
    drawn = check_drawings(reading.drawings, folder, Path(shown_path(folder)), reading.checklists)
    found = in_order([*reading.diagnostics, *local.diagnostics, *run_checks(corpus), *drawn])
    say = usual()
    for diagnostic in found:
        _log(diagnostic, say)
    errors = sum(1 for diagnostic in found if diagnostic.code.is_error)
    if errors:
        stopped = phrase("{count} problems in lists; each is printed above", count=errors)
        raise ChecklistError(said(stopped, say))
    domain.versions = versions_in(env, domain, corpus.today)
    return sorted(follow(env, domain))


def _log(diagnostic: Diagnostic, say: Speech) -> None:
    LOGGER.warning(
        diagnostic.said(say),
        location=f"{diagnostic.path}:{diagnostic.line}",
        type="rinnalla",
        subtype=diagnostic.code.slug,
    )


def today() -> date:
    """Return the day of the build; SOURCE_DATE_EPOCH makes it a fixed one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()

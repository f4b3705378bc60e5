"""The version of every list during a build: the same that its sheets carry.

It is made from the same texts in the same way, not from the nodes of the page.
"""

from __future__ import annotations

from datetime import date

from sphinx.environment import BuildEnvironment

from rinnalla.editions import editions_of
from rinnalla.sphinx_ext.domain import RinnallaDomain
from rinnalla.sphinx_ext.local import languages_of, locales_of, settings_of
from rinnalla.version import Version, version_of


def versions_in(env: BuildEnvironment, domain: RinnallaDomain, today: date) -> dict[str, Version]:
    """Return the version of each list in the language of the build, by the list's id."""
    language = env.config.language or "en"
    lists = [(entry.docname, entry.checklist) for entry in domain.lists.values()]
    found, _ = editions_of(  # what is wrong in the catalogues, the gates report
        lists,
        settings_of(env).values,
        locales_of(env),
        language,
        is_source=language == languages_of(env).source,
        today=today,
    )
    return {id_: version_of(edition) for id_, edition in found.items()}

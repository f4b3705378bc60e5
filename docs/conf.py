"""Sphinx configuration of the knowledge base."""

from rinnalla import __version__

project = "Rinnalla"
author = "Rinnalla"
copyright = "Rinnalla, CC BY 4.0"
release = __version__
language = "fi"

extensions = ["myst_parser", "sphinx_design", "rinnalla.sphinx_ext"]
exclude_patterns = ["contributing"]

myst_enable_extensions = ["colon_fence", "attrs_inline"]
myst_disable_syntax = ["html_block", "html_inline"]
myst_url_schemes = ("http", "https", "mailto")

locale_dirs = ["../locales"]
gettext_compact = False
gettext_uuid = False

nitpicky = True
html_theme = "rinnalla"
html_title = "Rinnalla"
html_use_index = False
html_copy_source = False
html_show_sourcelink = False
html_permalinks = False
rinnalla_footer = ["glossary", "languages", "accessibility", "privacy", "sources/index"]
rinnalla_ways = ["checklists/approach-chooser", "checklists/index", "glossary"]

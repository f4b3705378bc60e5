"""Rinnalla: checklists written in Markdown that are checked, translated, shown, printed and run."""

__version__ = "0.1.0"

"""The prose check: spelling, length of sentences and words, and small habits, in Finnish texts.

``passages`` finds the texts in files, ``language`` judges one of them, ``report`` joins what was
found. What Finnish words are is for ``finnish`` to say, what else is permitted for ``wordlist``.
"""

from rinnalla.prose.passages import Passage, read_passages
from rinnalla.prose.report import Page, Report, check_prose

__all__ = ["Page", "Passage", "Report", "check_prose", "read_passages"]

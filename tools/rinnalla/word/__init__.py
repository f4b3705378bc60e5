"""A list as a Word document: read, printed, filled in and edited.

Alone imports python-docx.
"""

from rinnalla.word.document import word_document

__all__ = ["word_document"]

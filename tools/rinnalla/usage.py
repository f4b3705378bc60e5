"""What the command line says of its own use, in the editor's language.

The parser of the standard library asks ``gettext`` for its words, by two names; here those two
lead to our catalogue for as long as a command line is read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile

from rinnalla.phrases import Say, phrase
from rinnalla.speech import SPOKEN, Speech, usual

WORDS = (
    phrase("usage: "),
    phrase("positional arguments"),
    phrase("options"),
    phrase("show this help message and exit"),
    phrase("show program's version number and exit"),
    phrase("%(prog)s: error: %(message)s\n"),
    phrase("argument %(argument_name)s: %(message)s"),
    phrase("the following arguments are required: %s"),
    phrase("unrecognized arguments: %s"),
    phrase("expected one argument"),
    phrase("ignored explicit argument %r"),
    phrase("invalid %(type)s value: %(value)r"),
    phrase("invalid choice: %(value)r (choose from %(choices)s)"),
    phrase("ambiguous option: %(option)s could match %(matches)s"),
)
"""The standard parser's words that our commands can bring up; it keeps its English for others."""


MAKING = ("book", "forms", "pack")
"""Commands that make files in languages."""


def chosen_speech(arguments: Sequence[str] | None) -> Speech:
    """Return the language that a command line asks for with --lang, else that of the computer.

    Read by itself, as the words about a command line that cannot be read are wanted in it too.
    After the name of a command that makes files in languages, --lang means those.
    """
    given = sys.argv[1:] if arguments is None else [*arguments]
    ours = takewhile(lambda word: word not in MAKING, given)
    reader = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    reader.add_argument("--lang", nargs="?")
    language = reader.parse_known_args([*ours])[0].lang
    return Speech(language) if language in SPOKEN else usual()


@contextmanager
def spoken(say: Say) -> Iterator[None]:
    """Let the standard parser speak the language while a command line is read."""

    def one_or_more(one: str, more: str, count: int) -> str:
        return say(one if count == 1 else more)

    theirs = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    argparse.__dict__.update({"_": say, "ngettext": one_or_more})
    try:
        yield
    finally:
        argparse.__dict__.update(theirs)

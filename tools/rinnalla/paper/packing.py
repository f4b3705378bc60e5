"""The command ``rinnalla pack``: packs of lists, ready ones and those somebody puts together."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import PurePosixPath

from rinnalla.editions import Editions, PackEdition
from rinnalla.languages.known import Languages
from rinnalla.messages import interface, message
from rinnalla.model import Mention
from rinnalla.packs import OWN, Pack
from rinnalla.paper.command import UsageError, add_common_options, known_lists, make, near, perform
from rinnalla.paper.plan import Bundles, plan_packs
from rinnalla.paper.press import Report
from rinnalla.phrases import phrase
from rinnalla.speech import Speech

NAME = "rinnalla pack"

TITLE = message("Lists to take along")
"""The title of a pack that somebody puts together and gives none."""


def add_options(parser: argparse.ArgumentParser, say: Speech) -> None:
    """Add its options to the command."""
    ids = say("ids of the packs, such as coaching (all)")
    parser.add_argument("ids", nargs="*", metavar=say("ID"), help=ids)
    lists = say("instead of ready packs, one of these lists in this order")
    parser.add_argument("--lists", nargs="+", default=(), metavar=say("ID"), help=lists)
    title = say("the title of a pack of such lists")
    parser.add_argument("--title", default="", metavar=say("TITLE"), help=title)
    add_common_options(parser, say)
    names = say("make nothing, print the ids of the packs and their lists")
    parser.add_argument("--list", action="store_true", help=names)


def run(options: argparse.Namespace) -> int:
    """Make the packs asked for; return the exit status.

    0: they are there; 1: something is wrong with the pages or a pack; 2: there is no such pack,
    list or language, or something has to be installed.
    """
    return perform(options, NAME, _pack)


def _pack(options: argparse.Namespace, editions: Editions, languages: Languages) -> Report | None:
    if options.list:
        _print_packs(editions.packs, languages.source)
        return None
    if options.lists and options.ids:
        raise UsageError(phrase("name ready packs or {option}, not both", option="--lists"))
    if options.title and not options.lists:
        raise UsageError(
            phrase("{option} belongs to {other}", option="--title", other="--lists ID …")
        )
    if options.lists:
        packs = _own(tuple(dict.fromkeys(options.lists)), options.title, editions)
    else:
        _refuse_unknown(options.ids, editions.packs)
        packs = editions.packs
    jobs = plan_packs(packs, options.out, PurePosixPath, ids=options.ids or None)
    return make(options, editions, languages, jobs)


def _refuse_unknown(asked: Sequence[str], packs: Bundles) -> None:
    known = tuple(next(iter(packs.values()), {}))
    for id_ in asked:
        if id_ not in known:
            words = phrase(
                "there is no pack «{id}»{near}; to see what there is: {command}",
                id=id_,
                near=near(id_, known),
                command=f"{NAME} --list",
            )
            raise UsageError(words)


def _own(ids: Sequence[str], title: str, editions: Editions) -> Bundles:
    """Return a pack of lists in every language asked for. title: empty for a usual one."""
    known_lists(ids, editions)
    return {
        language: {
            OWN: PackEdition(
                pack=Pack(
                    id=OWN,
                    title=title or interface(language).gettext(TITLE),
                    path=NAME,
                    line=1,
                    lists=tuple(Mention(id=id_, line=1) for id_ in ids),
                ),
                editions=tuple(lists[id_] for id_ in ids),
            )
        }
        for language, lists in editions.found.items()
    }


def _print_packs(packs: Bundles, source: str) -> None:
    shelf = packs.get(source) or next(iter(packs.values()), {})
    width = max(map(len, shelf), default=0)
    for id_, found in shelf.items():
        print(f"{id_.ljust(width)}  {found.pack.title} ({', '.join(found.pack.ids)})")

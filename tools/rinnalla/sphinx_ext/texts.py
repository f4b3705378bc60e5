"""The words scripts use; they hold none of their own."""

from __future__ import annotations

from collections.abc import Callable

from rinnalla.audience import PROFESSIONAL, Wording
from rinnalla.messages import message
from rinnalla.pages import KIND_NAMES
from rinnalla.words import ASIDE_WORDS
from rinnalla.writing import variety

_TEXTS = {
    "progress": message("{done} of {all} items handled"),
    "progressLater": message("{done} of {all} items handled, {later} of them set aside for later"),
    "unknown": message("Not known yet"),
    "missing": message("The result is known once there is an answer to: {items}"),
    "none": message("None of the results applies"),
    "outcomeIs": message("Result: {title}"),
    "shown": message("Now shown: {items}"),
    "hidden": message("Now hidden: {items}"),
    "carried": message("The language has changed, and your answers came along."),
    "cleared": message("The answers have been cleared"),
    "badNumber": message("Write a number, such as 3 or 2.5."),
    "numberRange": message("The number must be from {min} to {max}."),
    "numberMin": message("The number must be at least {min}."),
    "numberMax": message("The number must be at most {max}."),
    "dateRange": message("The date must be from {min} to {max}."),
    "dateMin": message("The date must be {min} or later."),
    "dateMax": message("The date must be {max} or earlier."),
    "badDate": message("Check the date."),
    **ASIDE_WORDS,
    "label": message("{label}:"),
    "reasonNa": message("Why is it not applicable?"),
    "reasonLater": message("Who will do it, and when?"),
    "reasonDeclined": message("What did the client want instead?"),
}
"""Key in the script, and the English message of the interface catalogue."""


def script_texts(
    tr: Callable[[str], str], language: str, said: Wording = PROFESSIONAL
) -> dict[str, str]:
    """Return the words by key, and by ``locale`` the code to write numbers and dates by.

    said: around the list; a key without words is for something the page does not speak of.
    """
    own = {
        "statusUsed": said.used,
        "identity-code": said.code,
        "phone": said.phone,
        "email": said.mail,
    }
    texts = {key: tr(words) if words else "" for key, words in {**_TEXTS, **own}.items()}
    return {"locale": variety(language)} | texts


_PAPER_TEXTS = {
    "current": message("This paper is up to date"),
    "currentBut": message("This paper says the same as the list, but read this first"),
    "changed": message("The list has changed since this paper was printed"),
    "unread": message("The code of the paper could not be read"),
    "foreign": message("This paper is of another list or in another language"),
    "currentWhat": message("The paper says the same as the list on this page, version {now}."),
    "unreadWhat": message(
        "Part of it may be missing. Scan it again, or look for the version on the paper:"
        " the list on this page is version {now}."
    ),
    "foreignWhat": message(
        "Check the title and the language of the paper, which is version {paper}."
        " The list on this page is version {now}."
    ),
    "versions": message("The paper is version {paper}, the list is now version {now}."),
    "reviewedSince": message(
        "The list has been reviewed since then, on {date}, and the next review is due by {due}."
        " You can write this on the paper."
    ),
    "added": message("New on the list"),
    "edited": message("Changed: the words, the choices or the instructions"),
    "editedItem": message("On the paper {place}. It now reads: {now}"),
    "removed": message("On the paper, but no longer on the list"),
    "moved": message("The same words, but a new code or place"),
    "movedItem": message("{before}: now {after}"),
    "head": message("The title, or what is said about the list above its items, has changed."),
    "unnamed": message("It is a small change that cannot be named here."),
    "advice": message("Take a new sheet before you use the list again."),
    "sheet": message("Open the new sheet (PDF)"),
    "close": message("Close the comparison"),
    "item": message("item {code}"),
    "section": message("section {code}"),
    "result": message("result {number} in section {code}"),
    "note": message("advice or a warning in section {code}"),
    "firstNote": message("advice or a warning at the beginning"),
}
"""Likewise, for comparing a paper with its list."""


def paper_texts(
    tr: Callable[[str], str], language: str, said: Wording = PROFESSIONAL
) -> dict[str, str]:
    """Return the words by key, and by ``locale`` the code to write dates by."""
    texts = {key: tr(words) for key, words in {**_PAPER_TEXTS, "overdue": said.late}.items()}
    return {"locale": variety(language)} | texts


_SEARCH_TEXTS = {
    "one": message("1 page found"),
    "many": message("{count} pages found"),
    "none": message("No page found"),
    "more": message("Show the other {count}"),
    "spelt": message("Showing results for: {words}."),
    "exact": message("Search exactly as written: {typed}"),
    "unknown": message("Not found on the site: {words}"),
    "failed": message("The search did not work. Load the page again, or find your way here:"),
    "broken": message("The search is not in use just now, as in a preview. Find your way here:"),
    "when": message("{when}. For: {who}."),
    "inside": message("Places on the page {title}"),
}
"""Likewise, for the search page."""


def search_texts(tr: Callable[[str], str]) -> dict[str, str]:
    """Return the search page's words by key, in the language of the page."""
    kinds = {kind.value: name for kind, name in KIND_NAMES.items()}
    return {key: tr(message) for key, message in {**_SEARCH_TEXTS, **kinds}.items()}

"""The words scripts use; they hold none of their own."""

from __future__ import annotations

from collections.abc import Callable

_TEXTS = {
    "progress": "{done} of {all} items handled",
    "unknown": "Not known yet",
    "missing": "The result is known once you have answered: {items}",
    "none": "None of the results applies",
    "outcomeIs": "Result: {title}",
    "shown": "Now shown: {items}",
    "hidden": "Now hidden: {items}",
    "cleared": "The answers have been cleared",
    "badNumber": "Write a number, such as 3 or 2.5",
    "numberRange": "The number must be from {min} to {max}",
    "numberMin": "The number must be at least {min}",
    "numberMax": "The number must be at most {max}",
    "badDate": "Check the date",
    "identity-code": "This looks like a personal identity code. Take it out: lists hold no identity"
    " data.",
    "phone": "This looks like a phone number. Take it out: lists hold no identity data.",
    "email": "This looks like an e-mail address. Take it out: lists hold no identity data.",
    "na": "Not applicable here",
    "later": "Later",
    "declined": "The client did not want this",
    "reasonNa": "Why is it not applicable?",
    "reasonLater": "Who will do it, and when?",
    "reasonDeclined": "What did the client want instead?",
}
"""Key in the script, and the English message of the interface catalogue."""


def script_texts(tr: Callable[[str], str]) -> dict[str, str]:
    """Return the words by key, in the language of the page."""
    return {key: tr(message) for key, message in _TEXTS.items()}

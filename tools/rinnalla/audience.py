"""What is said around a list, by whom it is made for: a professional, or a client to keep."""

from __future__ import annotations

from dataclasses import dataclass

from rinnalla.messages import message
from rinnalla.model import Checklist


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """Texts of the interface, in English as the catalogues have them; empty: nothing is said.

    mark: whose it is. care: what may be written; on_page: the same above a form on the site;
    beside: the same beside each field for free text there, and beside a table in Word; place: in
    an empty field of Word. keep: what becomes of the paper. used: where the answers are, once there
    are some. late: that a paper has not been reviewed by {date}. code, phone, mail: what is said of
    an identity code, a phone number and an e-mail address in a field. The rest: what keeps the list
    from being trusted.
    """

    mark: str
    care: str
    on_page: str
    beside: str
    place: str
    keep: str
    used: str
    late: str
    code: str
    phone: str
    mail: str
    draft: str
    piloted: str
    retired: str
    overdue: str


PROFESSIONAL = Wording(
    mark="",
    care=message("Do not write identifying details."),
    on_page="",
    beside=message("Do not write identifying details."),
    place=message("Write here. No identifying details."),
    keep=message("Keep and destroy a filled-in printout as your unit instructs."),
    used=message(
        "Your answers are only in the memory of this page."
        " Print the list, or write down what matters, before you close the page or leave it."
    ),
    late=message(
        "The review of this list is late: it was due by {date}."
        " Ask in your unit whether the list still holds."
    ),
    code=message("This looks like a personal identity code. Take it out."),
    phone=message("This looks like a phone number. Take it out."),
    mail=message("This looks like an e-mail address. Take it out."),
    draft=message(
        "This list is a draft: it has been checked for structure and sources,"
        " but not yet tried out in practice."
    ),
    piloted=message("This list is being tried out; it may still change."),
    retired=message("This list is no longer maintained. Do not start new work with it."),
    overdue=message(
        "The review of this list is overdue. Check on the site whether it still holds."
    ),
)

CLIENT = Wording(
    mark=message("For the client"),
    care=message(
        "This paper is yours. Write on it only what you want."
        " Your name and personal identity code are not needed."
    ),
    on_page=message(
        "This form is yours. Write in it only what you want."
        " Your name and personal identity code are not needed."
    ),
    beside="",
    place=message("Write here"),
    keep=message("Keep this paper where others do not read it."),
    used=message(
        "What you have written is only in the memory of this page."
        " Print the form before you close the page or leave it."
    ),
    late=message(
        "The review of this form is late: it was due by {date}."
        " Ask the worker whether it still holds."
    ),
    code=message("This looks like a personal identity code. It is not needed here: take it out."),
    phone=message(
        "This looks like a phone number. Write only the number of a service, not a person's own."
    ),
    mail=message(
        "This looks like an e-mail address. Write only that of a service, not a person's own."
    ),
    draft=message("This form is a draft. It has not yet been tried out in practice."),
    piloted=message("This form is being tried out. It may still change."),
    retired=message("This form is no longer kept up to date. Ask the worker for another."),
    overdue=message("The review of this form is overdue. Ask the worker whether it still holds."),
)
"""Short and plain, to somebody who may be tired: no word of records, units or sources."""


def wording_of(checklist: Checklist) -> Wording:
    """Return what is said around a list."""
    return CLIENT if checklist.is_for_client else PROFESSIONAL

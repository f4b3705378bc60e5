"""The headers of the site as data: what they allow, and that nothing weakens them unseen."""

from __future__ import annotations

import re

import pytest

from rinnalla.headers import (
    DENIED_FEATURES,
    HEADERS,
    POLICY,
    SEARCH_HEADERS,
    SEARCH_POLICY,
    content_security_policy,
    headers_for,
)


def test_policy_header_is_the_agreed_sentence() -> None:
    """The policy that organisations approve is this text, letter for letter."""
    agreed = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )

    assert agreed == dict(HEADERS)["Content-Security-Policy"]


@pytest.mark.parametrize("directive", POLICY)
def test_no_directive_allows_inline_code_or_another_host(directive: str) -> None:
    """Each source is the site itself, nothing, or a picture inside the page."""
    assert set(POLICY[directive]) <= {"'self'", "'none'", "data:"}
    assert directive == "img-src" or "data:" not in POLICY[directive]


def test_search_page_may_run_webassembly_and_nothing_else_more() -> None:
    """One source more in one directive; every other header is the same."""
    more = {d: set(SEARCH_POLICY[d]) - set(POLICY[d]) for d in POLICY}
    others = [
        name
        for (name, value), (_, of_search) in zip(HEADERS, SEARCH_HEADERS, strict=True)
        if value != of_search
    ]

    assert list(POLICY) == list(SEARCH_POLICY)
    assert {"script-src": {"'wasm-unsafe-eval'"}} == {
        d: found for d, found in more.items() if found
    }
    assert ["Content-Security-Policy"] == others


@pytest.mark.parametrize("path", ["search.html", "sv/search.html"])
def test_search_page_of_each_language_has_its_own_headers(path: str) -> None:
    """At the root, and at the root of a language."""
    assert SEARCH_HEADERS == headers_for(path)


@pytest.mark.parametrize(
    "path",
    ["", "index.html", "checklists/search.html", "search.html.html", "research.html", "searchxhtml",
     "fi/models/search.html", "search.html/index.html", "pagefind/pagefind.js", "SV/search.html"],
)  # fmt: skip
def test_every_other_file_has_the_strict_headers(path: str) -> None:
    """A page that holds answers never runs WebAssembly, whatever it is called."""
    assert HEADERS == headers_for(path)


def test_policy_is_written_from_its_mapping() -> None:
    """Directives keep their order; each is followed by its sources."""
    policy = {"default-src": ("'none'",), "img-src": ("'self'", "data:")}

    assert content_security_policy(policy) == "default-src 'none'; img-src 'self' data:"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Strict-Transport-Security", "max-age=31536000"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_fixed_header_has_its_value(name: str, value: str) -> None:
    """The headers beside the policy say what the privacy promise needs."""
    assert value == dict(HEADERS)[name]


def test_every_denied_feature_has_an_empty_allow_list() -> None:
    """No feature is granted to anybody, the site itself included."""
    granted = dict(HEADERS)["Permissions-Policy"].split(", ")

    assert [f"{feature}=()" for feature in DENIED_FEATURES] == granted


def test_copying_to_the_clipboard_is_not_denied() -> None:
    """The text for the record system is copied by a button."""
    assert "clipboard-write" not in DENIED_FEATURES


def test_headers_are_unique_and_fit_on_one_line() -> None:
    """A repeated name or a line break would change what a browser reads."""
    names = [name.lower() for name, _ in HEADERS]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[\x20-\x7e]+", value) for _, value in HEADERS)

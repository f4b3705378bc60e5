"""The HTTP headers every page of the site is served with, as data.

The policy is the project's own: nothing from elsewhere, nothing inline, nothing framed.
The local server (`serve`) sends it, and so must every web server the site is put on.
Standards: Content Security Policy Level 3, HSTS (RFC 6797), Referrer Policy, Permissions Policy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

POLICY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "default-src": ("'none'",),
        "script-src": ("'self'",),
        "style-src": ("'self'",),
        "img-src": ("'self'", "data:"),
        "font-src": ("'self'",),
        "connect-src": ("'self'",),
        "manifest-src": ("'self'",),
        "worker-src": ("'self'",),
        "object-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),  # a list is never sent, not even without its script
        "frame-ancestors": ("'none'",),
    }
)
"""Content security policy: directive to its sources, in the order they are sent."""

SEARCH_PAGE = re.compile(r"(?:[a-z]{2,3}/)?search\.html")
"""The page that searches, at the root of each language. It holds no answers."""

SEARCH_POLICY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {**POLICY, "script-src": (*POLICY["script-src"], "'wasm-unsafe-eval'")}
)
"""The policy of the search page alone: what reads the index is WebAssembly, the site's own."""

DENIED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""Browser features the site never uses. Writing to the clipboard and full screen stay allowed."""

HSTS_SECONDS = 365 * 24 * 60 * 60
"""How long a browser refuses plain HTTP after a visit. Other hosts of the domain are not bound."""


def content_security_policy(policy: Mapping[str, tuple[str, ...]] = POLICY) -> str:
    """The policy as the value of its header: directives joined by ``; ``."""
    return "; ".join(" ".join((directive, *sources)) for directive, sources in policy.items())


def permissions_policy(features: tuple[str, ...] = DENIED_FEATURES) -> str:
    """Each feature with an empty allow-list, as the value of the Permissions-Policy header."""
    return ", ".join(f"{feature}=()" for feature in features)


CSP = "Content-Security-Policy"

HEADERS: tuple[tuple[str, str], ...] = (
    (CSP, content_security_policy()),
    ("Strict-Transport-Security", f"max-age={HSTS_SECONDS}"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", permissions_policy()),
)
"""Every header as (name, value), in the order they are sent: of every file but the search page."""

SEARCH_HEADERS: tuple[tuple[str, str], ...] = tuple(
    (name, content_security_policy(SEARCH_POLICY) if name == CSP else value)
    for name, value in HEADERS
)
"""The headers of the search page."""


def headers_for(path: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of a file. path: of the file in the site, with slashes."""
    return SEARCH_HEADERS if SEARCH_PAGE.fullmatch(path) else HEADERS

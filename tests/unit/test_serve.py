"""The local server: what it answers, with which headers, and what it refuses."""

from __future__ import annotations

import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from rinnalla.headers import HEADERS, SEARCH_HEADERS
from rinnalla.serve import HOST, accepts_gzip, find_file, running, serve

PAGE = "<!doctype html><title>Etusivu</title>" + "<p>Päättäminen on yhteinen työ.</p>" * 50

SERVE = """
import pathlib, sys
from rinnalla.serve import serve
sys.exit(serve(pathlib.Path(sys.argv[1]), 0, quiet=sys.argv[2] == "quiet"))
"""
"""A program that serves the folder named by its first argument."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site: a home page, a folder with and one without a page, and some files."""
    root = tmp_path / "site"
    for name, text in {
        "index.html": PAGE,
        "404.html": "<title>Sivua ei löydy</title>",
        "search.html": "<title>Haku</title>",
        "fi/models/search.html": "<title>Malli</title>",
        "fi/index.html": "<title>Suomeksi</title>",
        "fi/lista ä.html": "<title>Lista</title>",
        "static/checklist.js": "export {};",
        "static/site.css": "p { margin: 0 }",
        "static/mark.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "static/sheet.woff2": "wOF2",
    }.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not in the site", encoding="utf-8")
    return root


@pytest.fixture
def base(site: Path) -> Iterator[str]:
    """The address of a running server for the small site."""
    with running(site) as address:
        yield address


class Answer:
    """What the server answered: status, headers, body. The path is sent exactly as given."""

    def __init__(self, base: str, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=sent)
            response = connection.getresponse()
            self.status = response.status
            self.headers = response.headers
            self.body = response.read()
        finally:
            connection.close()


STRICT = [
    "/",
    "/static/site.css",
    "/fi",
    "/no-such-page",
    "/search.html/",
    "/fi/models/search.html",
]


@pytest.mark.parametrize("path", STRICT)
def test_every_answer_carries_the_security_headers(base: str, path: str) -> None:
    """Pages, files, redirects and errors alike."""
    answer = Answer(base, path)

    assert [answer.headers.get_all(name) for name, _ in HEADERS] == [[v] for _, v in HEADERS]


@pytest.mark.parametrize("path", ["/search.html", "//search.html?q=1", "/fi/../search.html"])
def test_search_page_alone_carries_its_own_headers(base: str, path: str) -> None:
    """What counts is the file that is sent, not how its address is written."""
    answer = Answer(base, path)
    expected = HEADERS if answer.status == 404 else SEARCH_HEADERS

    assert [answer.headers.get_all(name) for name, _ in HEADERS] == [[v] for _, v in expected]
    assert (answer.status == 404) is (".." in path)


def test_unsupported_method_is_refused_with_the_headers(base: str) -> None:
    """The server reads; it takes nothing in."""
    answer = Answer(base, "/", "POST")

    assert answer.status == 501
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/static/checklist.js", "text/javascript; charset=utf-8"),
        ("/static/site.css", "text/css; charset=utf-8"),
        ("/static/mark.svg", "image/svg+xml; charset=utf-8"),
        ("/static/sheet.woff2", "font/woff2"),
    ],
)
def test_file_is_sent_with_its_media_type(base: str, path: str, media_type: str) -> None:
    """With `nosniff` a wrong type would stop the script or the style."""
    answer = Answer(base, path)

    assert answer.status == 200
    assert media_type == answer.headers["Content-Type"]


def test_text_is_compressed_when_the_browser_accepts_it(base: str) -> None:
    """The same text arrives in fewer bytes, and caches are told that it depends."""
    answer = Answer(base, "/", Accept_Encoding="gzip, deflate, br")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert len(answer.body) < len(PAGE) // 5
    assert gzip.decompress(answer.body).decode() == PAGE


def test_text_is_sent_plain_when_gzip_is_not_accepted(base: str) -> None:
    """Not every client can unpack."""
    answer = Answer(base, "/", Accept_Encoding="identity")

    assert answer.headers["Content-Encoding"] is None
    assert answer.body.decode() == PAGE


def test_font_is_not_compressed_again(base: str) -> None:
    """Fonts and pictures are compressed already."""
    answer = Answer(base, "/static/sheet.woff2", Accept_Encoding="gzip")

    assert answer.headers["Content-Encoding"] is None


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("br, GZip;q=0.5", True),
        ("*", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("*;q=0, br", False),
        ("gzip;q=0, *", False),
        ("gzip;q=oops", False),
    ],
)
def test_accept_encoding_is_read_with_its_weights(header: str, *, accepted: bool) -> None:
    """A weight of zero is a no, a star stands for what is not named."""
    assert accepts_gzip(header) is accepted


def test_head_sends_the_length_and_no_body(base: str) -> None:
    """HEAD answers what GET would, without the page."""
    with socket.create_connection((HOST, urlsplit(base).port or 0), timeout=10) as connection:
        connection.sendall(b"HEAD / HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    head, _, body = answer.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(PAGE.encode())}".encode() in head.splitlines()
    assert body == b""


def test_folder_shows_its_index_page(base: str) -> None:
    """An address ending in a slash is a page."""
    assert b"Suomeksi" in Answer(base, "/fi/?from=menu").body


@pytest.mark.parametrize(
    ("path", "location"),
    [("/fi", "/fi/"), ("//fi", "/fi/"), ("/%2Ffi", "/fi/"), ("/fi?x=1", "/fi/")],
)
def test_folder_without_slash_redirects_on_the_same_host(
    base: str, path: str, location: str
) -> None:
    """Relative links need the slash; a double slash must not become another host's name."""
    answer = Answer(base, path)

    assert answer.status == 301
    assert location == answer.headers["Location"]


def test_escaped_address_finds_its_file(base: str) -> None:
    """Spaces and letters outside ASCII come percent-encoded."""
    assert b"Lista" in Answer(base, "/fi/lista%20%C3%A4.html").body


def test_unknown_address_shows_the_sites_own_page_with_status_404(base: str) -> None:
    """The reader gets the site's words, the link checker the status."""
    answer = Answer(base, "/fi/no-such-page.html")

    assert answer.status == 404
    assert "Sivua ei löydy" in answer.body.decode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/sv/nothing.html", "/sv/models/nothing/", "/sv"])
def test_unknown_address_of_a_language_is_answered_in_it(site: Path, path: str) -> None:
    """A Swedish address that leads nowhere has a Swedish answer; that of the others stays."""
    (site / "sv").mkdir()
    (site / "sv" / "404.html").write_text("<title>Sidan finns inte</title>", "utf-8")
    with running(site) as base:
        answer, other = Answer(base, path), Answer(base, "/fi/nothing.html")

    assert (answer.status, other.status) == (404, 404) if path != "/sv" else (301, 404)
    assert ("Sidan finns inte" in answer.body.decode()) is (answer.status == 404)
    assert "Sivua ei löydy" in other.body.decode()


def test_unknown_address_is_plain_text_when_the_site_has_no_page_for_it(site: Path) -> None:
    """A half-built site still answers."""
    (site / "404.html").unlink()
    with running(site) as base:
        answer = Answer(base, "/nothing")

    assert (answer.status, answer.body) == (404, b"404 Not Found\n")


@pytest.mark.parametrize("path", ["/static/", "/static"])
def test_folder_without_index_page_is_not_listed(base: str, path: str) -> None:
    """File names are not shown to anybody."""
    answer = Answer(base, path)

    assert answer.status == 404
    assert b"site.css" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/fi/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/fi/../../secret.txt",
        "/fi/../index.html",
        "//../secret.txt",
        "/C:/secret.txt",
        "/index.html%00.txt",
        "/index.html/",
        "/" + "x" * 5000,
        "secret.txt",
        "//[",
    ],
)
def test_address_that_leads_nowhere_or_out_of_the_site_is_not_found(base: str, path: str) -> None:
    """Only files under the folder exist, however the address is written."""
    answer = Answer(base, path)

    assert answer.status == 404
    assert b"not in the site" not in answer.body


def test_symbolic_link_out_of_the_site_is_not_followed(site: Path, tmp_path: Path) -> None:
    """Neither a linked file nor a linked folder's page."""
    try:
        (site / "leak.txt").symlink_to(tmp_path / "secret.txt")
        (site / "out").symlink_to(tmp_path)
    except OSError:
        pytest.skip("this user may not make symbolic links")

    assert find_file(site, "/leak.txt") is None
    assert find_file(site, "/out/secret.txt") is None
    assert find_file(site, "/index.html") == (site / "index.html").resolve()


def test_nobody_is_served_after_the_block_ends(site: Path) -> None:
    """The port is free again at once."""
    with running(site) as base:
        port = urlsplit(base).port
        assert Answer(base, "/").status == 200

    with pytest.raises(ConnectionRefusedError):
        Answer(base, "/")
    with running(site, port or 0) as again:
        assert again == base


def test_many_requests_at_once_are_answered(base: str) -> None:
    """A connection that says nothing does not hold up the others."""
    address = (HOST, urlsplit(base).port or 0)
    with socket.create_connection(address), socket.create_connection(address):
        assert Answer(base, "/").status == 200


def test_taken_port_is_one_line_and_exit_status_2(
    site: Path, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The editor learns which port, and what to do."""
    port = urlsplit(base).port or 0

    assert serve(site, port) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith(f"port {port} cannot be used: ")
    assert shown.err.endswith(". Choose another with --port.\n")
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_port_that_cannot_exist_is_exit_status_2(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the finger is no traceback."""
    assert serve(site, 99999) == 2
    assert capsys.readouterr().err == (
        "port 99999 cannot be used: there is no such port. Choose another with --port.\n"
    )


def test_missing_folder_is_exit_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Serving comes after building."""
    assert serve(tmp_path / "nowhere", 0) == 2
    assert "no such folder. Build the site first." in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no interrupt for one child process")
@pytest.mark.parametrize("quiet", [False, True])
def test_interrupt_ends_the_server_with_status_0(site: Path, *, quiet: bool) -> None:
    """The address is printed, a failed request is reported unless quiet, Ctrl+C is no error."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(site), "quiet" if quiet else "loud"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        base = line.split(" is served on ")[1].split()[0]
        assert Answer(base, "/").status == 200
        assert Answer(base, "/missing").status == 404
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)

    assert process.returncode == 0
    assert ("GET /missing" in errors) is not quiet
    assert '"GET / ' not in errors

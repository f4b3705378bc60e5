"""A small web server for a built site, on this computer only, with the headers of `headers`.

For looking at the site and for browser tests. It is no production server: one folder, 127.0.0.1,
no cache, no directory listings.
"""

from __future__ import annotations

import errno
import gzip
import mimetypes
import os
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import quote, unquote

from rinnalla.headers import headers_for
from rinnalla.phrases import Say, english, phrase, said

HOST = "127.0.0.1"

MEDIA_TYPES = {
    ".css": "text/css",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Named here because the system's own table differs between computers, and with `nosniff` a wrong
type means a script that does not run."""

TEXT_TYPES = {
    "application/json",
    "application/manifest+json",
    "application/xml",
    "image/svg+xml",
}
"""Media types outside ``text/`` that are text: sent as UTF-8 and compressed."""


class Server(ThreadingHTTPServer):
    """A threading server that starts without asking the name service, and ends quietly."""

    # On Windows the option would let two servers share one port, and hide that it is taken.
    allow_reuse_address = os.name != "nt"
    # A page asks for many files at once; a connection that finds no place in the queue is lost.
    request_queue_size = 64

    def server_bind(self) -> None:
        """Bind without the reverse name look-up of `HTTPServer`, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = cast("tuple[str, int]", self.server_address)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser closes the connection early; report everything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # any socket


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from one folder. Every other method gets 501.

    One request a connection (HTTP/1.0): when the server has stopped, no kept-alive connection
    goes on answering, which the offline tests rely on.
    """

    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"

    def __init__(self, *args: object, directory: Path, quiet: bool) -> None:
        self.directory = directory
        self.quiet = quiet
        self.sent = ""  # the file that is sent, from the folder; none in errors and redirects
        super().__init__(*args)  # type: ignore[arg-type]  # (request, client address, server)

    def do_GET(self) -> None:
        """Send the file with its body."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Send what GET would, without the body."""
        self._answer(body=False)

    def version_string(self) -> str:
        """The Server header: what this is, without version numbers."""
        return "rinnalla"

    def end_headers(self) -> None:
        """Add the site's headers to every answer, errors and redirects too."""
        for name, value in headers_for(self.sent):
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Report only what failed: a page and its parts are many requests, a broken link is one."""
        if isinstance(code, int) and code >= HTTPStatus.BAD_REQUEST:
            super().log_request(code, size)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the parent's name
        """Write a line to the error stream, unless the server is quiet."""
        if not self.quiet:
            super().log_message(format, *args)

    def _answer(self, *, body: bool) -> None:
        url_path = self.path.partition("?")[0]
        target = find_file(self.directory, url_path)
        if target is not None and target.is_dir():
            self._redirect_into_folder(url_path)
        elif target is not None:
            self._send_file(target, HTTPStatus.OK, body=body)
        elif own_page := find_missing_page(self.directory, url_path):
            self._send_file(own_page, HTTPStatus.NOT_FOUND, body=body)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _redirect_into_folder(self, url_path: str) -> None:
        """Add the slash that relative links need. One leading slash only: two name a host."""
        path = quote(unquote(url_path).lstrip("/"))
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", f"/{path}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_file(self, file: Path, status: HTTPStatus, *, body: bool) -> None:
        content = file.read_bytes()
        self.sent = file.resolve().relative_to(self.directory.resolve()).as_posix()
        media_type = media_type_of(file)
        self.send_response(status)
        if is_text(media_type):
            self.send_header("Content-Type", f"{media_type}; charset=utf-8")
            self.send_header("Vary", "Accept-Encoding")
            if accepts_gzip(self.headers.get("Accept-Encoding", "")):
                content = gzip.compress(content, compresslevel=6, mtime=0)
                self.send_header("Content-Encoding", "gzip")
        else:
            self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)


def find_file(directory: Path, url_path: str) -> Path | None:
    """The file an address names, or the folder when its last slash is missing.

    A folder's address with the slash gives its `index.html`. None when there is no such file, and
    for every address that leads out of the directory: by ``..``, by a drive or a backslash
    (Windows), or by a symbolic link.
    """
    parts = unquote(url_path).split("/")
    if any(part == ".." or set(part) & set("\\:\0") for part in parts):
        return None
    root = directory.resolve()
    try:
        found = root.joinpath(*(part for part in parts if part)).resolve()
        if not found.is_relative_to(root):
            return None
        if not found.is_dir():
            return found if found.is_file() and parts[-1] else None
        index = found / "index.html"
        if not (index.is_file() and index.resolve().is_relative_to(root)):
            return None
    except OSError:  # a name longer than the file system allows, a loop of links
        return None
    return index if not parts[-1] else found


def find_missing_page(directory: Path, url_path: str) -> Path | None:
    """The page that is shown for an address without a file: of its language, else of the site."""
    language = unquote(url_path).strip("/").partition("/")[0]
    for path in (f"/{language}/404.html", "/404.html"):
        if found := find_file(directory, quote(path)):
            return found
    return None


def media_type_of(file: Path) -> str:
    """The file's media type by its name, without parameters."""
    guess = MEDIA_TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0]
    return guess or "application/octet-stream"


def is_text(media_type: str) -> bool:
    """Whether the media type is text: sent as UTF-8, and worth compressing."""
    return media_type.startswith("text/") or media_type in TEXT_TYPES


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header allows gzip (RFC 9110, section 12.5.3)."""
    weights: dict[str, float] = {}
    for entry in accept_encoding.lower().split(","):
        coding, _, weight = entry.partition(";")
        try:
            weights[coding.strip()] = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
    return weights.get("gzip", weights.get("*", 0)) > 0


def make_server(directory: Path, port: int, *, quiet: bool) -> Server:
    """A bound server that is not running yet. port: 0 takes any free one.

    Raises OSError when the port is taken, OverflowError when there is no such port.
    """
    return Server((HOST, port), partial(Handler, directory=directory, quiet=quiet))


def serve(directory: Path, port: int = 8000, *, quiet: bool = False, say: Say = english) -> int:
    """Serve the folder until interrupted; the exit status: 0 when stopped, 2 when it cannot start.

    The address goes to standard output, what went wrong to standard error. quiet: no addresses of
    failed requests. say: in which language.
    """
    if not directory.is_dir():
        missing = phrase("{folder}: no such folder. Build the site first.", folder=directory)
        print(said(missing, say), file=sys.stderr)
        return 2
    try:
        server = make_server(directory, port, quiet=quiet)
    except (OSError, OverflowError) as problem:
        refused = phrase(
            "port {port} cannot be used: {reason}. Choose another with --port.",
            port=port,
            reason=_reason(problem),
        )
        print(said(refused, say), file=sys.stderr)
        return 2
    served = phrase(
        "{folder} is served on {address} (Ctrl+C stops)",
        folder=directory,
        address=f"http://{HOST}:{server.server_port}",
    )
    print(said(served, say), flush=True)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def _reason(problem: Exception) -> str:
    """Return why a port cannot be used; what is rare is in the words of the system."""
    if not isinstance(problem, OSError):
        return phrase("there is no such port")
    if problem.errno == errno.EADDRINUSE:
        return phrase("another program uses it")
    return problem.strerror or str(problem)


@contextmanager
def running(directory: Path, port: int = 0) -> Iterator[str]:
    """Serve the folder in the background; yields the base address, without a last slash."""
    with make_server(directory, port, quiet=True) as server:
        # A short interval: stopping waits for the end of one.
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()

"""The kiosk's page as the wheel brings it: the shell, and the files that it is made of."""

import html
import mimetypes
import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from queue_server.protocol.languages import FIRST, nearest, text_for

_FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
_PLACE = re.compile(r"\{(\w+)\}")
_SHELL = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<script src="/static/shared/again.js"></script>
<link rel="icon" href="/static/shared/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/shared/fonts.css">
<link rel="stylesheet" href="/static/shared/base.css">
<link rel="stylesheet" href="/static/kiosk/main.css">
<script type="module" src="/static/kiosk/main.js"></script>
</head>
<body data-page="kiosk" data-hall="{hall}" data-language="{language}" data-agent="true"
 data-version="{version}">
<div id="app"></div>
<noscript>本页面需要启用 JavaScript。 This page needs JavaScript.</noscript>
</body>
</html>
"""
"""What the server's own shell is for this page; a test holds them together."""
_TYPES = {
    ".js": "text/javascript",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".mp3": "audio/mpeg",
}


@cache
def folders() -> Mapping[str, Path]:
    """Where the modules of the page lie, by the name in their address."""
    server, own = Path(str(files("queue_server"))), Path(str(files("ticket_printer")))
    static = server / "web" / "static"
    return {"shared": static / "shared", "vendor": static / "vendor", "kiosk": own / "page"}


def find_file(folder: str, name: str) -> tuple[bytes, str] | None:
    """A file of the page and its type; None where there is none, or the name leads elsewhere."""
    place = folders().get(folder)
    return None if place is None else _find_in(place, name)


def find_sound(name: str) -> tuple[bytes, str] | None:
    """A clip of the voice bank, or what its clips are; None where there is none."""
    return _find_in(Path(str(files("display_client.sounds"))), name)


def _find_in(place: Path, name: str) -> tuple[bytes, str] | None:
    if not _FILE.fullmatch(name) or ".." in name:
        return None
    file = place / name
    if not file.is_file():
        return None
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind in {"application/json", "image/svg+xml"}
    return file.read_bytes(), f"{kind}; charset=utf-8" if text else kind


def shell(hall: str, names: Mapping[str, str], accepted: str) -> bytes:
    """The page of a hall in the best language of `accepted`, an `Accept-Language` header."""
    language = nearest(accepted.partition(",")[0].strip()) or FIRST
    title = text_for(names, language) or "轮候 Lunhou"
    facts = {"language": language, "title": title, "hall": hall, "version": _version()}
    return _PLACE.sub(lambda found: html.escape(facts[found[1]]), _SHELL).encode()


def waiting_page() -> bytes:
    """Before the kiosk has ever reached its server it does not know whose it is; it asks again by itself."""
    return (
        "<!doctype html><html lang=zh-CN><meta charset=utf-8>"
        "<meta http-equiv=refresh content=3><title>轮候 Lunhou</title>"
        "<p>正在连接服务器，请稍候。<p>Connecting to the server; one moment, please."
    ).encode()


def _version() -> str:
    try:
        return version("lunhou")
    except PackageNotFoundError:
        return "unknown"

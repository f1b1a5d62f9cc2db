"""The voice on the wire: clips of the bank, a hall's own recordings in their place, rendered speech."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, send_from_directory

from queue_server.domain.errors import NotFound
from queue_server.web.access import anyone, services
from queue_server.web.places import places

SHORT_S = 300
"""How long a browser keeps a clip without asking: a new recording is heard soon."""
FOREVER_S = 31_536_000
"""Rendered speech is named by its content."""
MANIFEST = "manifest.json"

_RENDERED = re.compile(r"[0-9a-f]{64}\.(?:mp3|wav)")
_RECORDED = re.compile(
    r"(?:chime|[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?/[a-z-]{1,20}/\w{1,30})\.mp3", re.ASCII
)

bp = Blueprint("sounds", __name__)


@bp.get(f"/sounds/{MANIFEST}")
@anyone
def manifest() -> Response:
    """What the clips are; with ``recorded: true`` those that the hall has recorded itself."""
    bank, own = places().sounds, places().recordings
    if not own.is_dir():
        return send_from_directory(bank, MANIFEST, max_age=SHORT_S)
    text = services().slowly.run(_manifest_with_recordings, bank, own)
    return Response(text, mimetype="application/json")


@bp.get("/sounds/<path:file>")
@anyone
def sound(file: str) -> Response:
    """A clip: the hall's own recording, else the bank's."""
    own = places().recordings
    folder = own if _RECORDED.fullmatch(file) and (own / file).is_file() else places().sounds
    return send_from_directory(folder, file, max_age=SHORT_S)


@bp.get("/speech/<file>")
@anyone
def speech(file: str) -> Response:
    """A number that was rendered: it says no more than the screens show."""
    if not _RENDERED.fullmatch(file):
        raise NotFound(what="file")
    answer = send_from_directory(places().speech, file, max_age=FOREVER_S)
    answer.cache_control.immutable = True
    return answer


def _manifest_with_recordings(bank: Path, own: Path) -> str:
    known = json.loads((bank / MANIFEST).read_text(encoding="utf-8"))
    for name in _recorded(own):
        # What is measured of the bank's clip is not true of another one.
        text = known["clips"].get(name, {}).get("text", "")
        known["clips"][name] = {"text": text, "engine": "recording", "recorded": True}
    known["clips"] = dict(sorted(known["clips"].items()))
    return json.dumps(known, ensure_ascii=False)


def _recorded(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.mp3"):
        name = path.relative_to(folder).as_posix()
        if _RECORDED.fullmatch(name):
            yield name.removesuffix(".mp3")

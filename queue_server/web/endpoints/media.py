"""Pictures and videos for the screens, and portraits of people."""

from pathlib import Path

from apiflask import APIBlueprint
from flask import Response, request

from queue_server.domain.errors import Invalid
from queue_server.use_cases import media
from queue_server.use_cases.media import USUAL_S, Medium, MediumKind, Turn
from queue_server.use_cases.ports import UnitOfWork
from queue_server.web.access import MANAGERS, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.errors import TooLarge
from queue_server.web.media_store import AT_ONCE, FORMATS, Received
from queue_server.web.schemas.of_screens import MediaOrder, MediaOut, MediumOut, NewMediumQuery
from queue_server.web.screens_json import media_json, medium_json

bp = APIBlueprint("media", __name__, tag="Screens")
MOST_UNKNOWN = 64
"""How long a content type may be that is repeated in a refusal."""


@bp.get("/halls/<hall>/media")
@only(*MANAGERS)
@bp.output(MediaOut)
def list_media(hall: str) -> Response:
    """Every picture and video, in the order of their turns; portraits, too."""
    return show(media_json(hall, services().questions.ask(hall, media.media)))


@bp.post("/halls/<hall>/media")
@only(*MANAGERS)
@bp.input(NewMediumQuery, location="query")
@bp.output(MediumOut, status_code=201)
def add_medium(hall: str, query_data: NewMediumQuery) -> Response:
    """Add a picture (PNG, JPEG, WebP to 8 MiB) or a video (MP4, WebM to 200 MiB): the body is the file.

    A picture is written anew, at most 3840 pixels wide or high. ``portrait`` makes it the photo of a person.
    """
    using, by = services(), principal().name
    using.halls.get(hall)
    content_type = request.mimetype
    form = FORMATS.get(content_type)
    if form is None:
        raise Invalid(field="Content-Type", reason=content_type[:MOST_UNKNOWN])
    if form.is_video and query_data.portrait is not None:
        raise Invalid(field="portrait")
    kind = MediumKind.VIDEO if form.is_video else MediumKind.IMAGE
    received = _receive(hall, content_type, form.most_bytes)
    medium = Medium(
        id=received.id,
        kind=kind,
        content_type=content_type,
        size=received.size,
        sha256=received.sha256,
        seconds=USUAL_S[kind],
        portrait=query_data.portrait,
    )

    def act(uow: UnitOfWork) -> object:
        media.add(uow, hall=hall, medium=medium, by=by)
        return medium_json(hall, medium)

    before = _listed(hall)
    try:
        return run(act, said=received.sha256.encode())
    finally:
        # Not wanted any more: what was refused or sent twice, and the portrait before this one.
        after = _listed(hall)
        for unwanted in ({received.id} | before) - after:
            using.slowly.run(using.media.remove, hall, unwanted)
        using.slowly.run(using.media.sweep, hall, after)


@bp.put("/halls/<hall>/media")
@only(*MANAGERS)
@bp.input(MediaOrder)
@bp.output(MediaOut)
def arrange_media(hall: str, json_data: MediaOrder) -> Response:
    """Say in which order, how long and with which words they are shown; those not named have no turn."""
    by = principal().name
    turns = [
        Turn(id=each.id, seconds=each.seconds, text=each.text, shown=each.shown)
        for each in json_data.media
    ]
    return run(
        lambda uow: media_json(
            hall, media.arrange(uow, hall=hall, turns=turns, seen=json_data.version, by=by)
        ),
        status=200,
    )


@bp.delete("/halls/<hall>/media/<medium>")
@only(*MANAGERS)
@bp.output(MediaOut)
def remove_medium(hall: str, medium: str) -> Response:
    """Delete a picture or video; the screens go on to the next."""
    by = principal().name
    response = run(
        lambda uow: media_json(hall, media.remove(uow, hall=hall, medium=medium, by=by)),
        status=200,
    )
    if response.status_code == 200:  # noqa: PLR2004 -- not where it was refused
        services().slowly.run(services().media.remove, hall, medium)
    return response


def _receive(hall: str, content_type: str, most_bytes: int) -> Received:
    """The body as a file; whatever is refused leaves nothing behind."""
    store, slowly = services().media, services().slowly
    if request.content_length is None:
        raise Invalid(field="Content-Length")
    if request.content_length > most_bytes:
        raise TooLarge(most_bytes=most_bytes)
    request.max_content_length = most_bytes
    new: Path = slowly.run(store.begin, hall)
    try:
        while chunk := request.stream.read(AT_ONCE):
            slowly.run(store.append, new, chunk)
        return slowly.run(store.finish, new, content_type)
    except BaseException:
        slowly.run(store.drop, new)
        raise


def _listed(hall: str) -> set[str]:
    return {each.id for each in services().questions.ask(hall, media.media).media}

"""What the voice would say of a call: for those who try it before a citizen hears it."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.announcement import announcements, spoken_as, spoken_languages
from queue_server.domain.errors import Invalid
from queue_server.domain.wording import SpokenLanguage
from queue_server.web.access import anyone, services
from queue_server.web.commands import show
from queue_server.web.schemas.answered import AnnouncementsOut
from queue_server.web.schemas.asked import AnnouncementQuery

bp = APIBlueprint("announcements", __name__, tag="Halls")


@bp.get("/halls/<hall>/announcements")
@anyone
@bp.input(AnnouncementQuery, location="query")
@bp.output(AnnouncementsOut)
def try_announcement(hall: str, query_data: AnnouncementQuery) -> Response:
    """The words and clips of a call that nobody made; also in a language that the hall does not use."""
    language = spoken_as(query_data.language)
    if language not in spoken_languages():
        raise Invalid(field="language", why="nobody has written a wording for it")
    said = announcements(
        number=query_data.number,
        counter=query_data.counter,
        languages=[SpokenLanguage(language)],
        voice=services().halls.get(hall).voice,
    )
    return show(
        {
            "announcement": [
                {"language": each.language, "text": each.text, "clips": each.clips, "times": 1}
                for each in said
            ],
            "languages": list(spoken_languages()),
        }
    )

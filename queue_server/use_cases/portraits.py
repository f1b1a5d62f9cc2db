"""Where the photos of people are, by heart: whoever tells of an officer cannot ask the database."""

from collections.abc import Mapping

from queue_server.domain.events import MediaChanged
from queue_server.use_cases.media import address, media, media_from_json, portraits_in
from queue_server.use_cases.ports import Halls, Questions
from queue_server.use_cases.recorded import Recorded


class Portraits:
    """The portraits of all halls, by badge; hears of every change."""

    def __init__(self, questions: Questions, halls: Halls) -> None:
        """Made after events are listened to, so that none is missed."""
        self._of: dict[str, Mapping[str, str]] = {
            hall.id: questions.ask(hall.id, lambda view: portraits_in(media(view).media))
            for hall in halls.all()
        }

    def hear(self, recorded: Recorded) -> None:
        """An event of any process."""
        if isinstance(recorded.event, MediaChanged):
            self._of[recorded.hall] = portraits_in(media_from_json(recorded.event.media))

    def find(self, hall: str, badge: str | None) -> str | None:
        """Where the photo of a person is."""
        found = self._of.get(hall, {}).get(badge or "")
        return None if found is None else address(hall, found)

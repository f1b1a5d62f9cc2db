"""Messages to phones in words: a number and what to do, nothing of who holds it."""

from datetime import datetime

from queue_server.domain.hall import Hall
from queue_server.protocol.languages import FIRST, nearest
from queue_server.use_cases.messages import Message, Topic
from queue_server.web.texts import catalogue


def message_text(hall: Hall, message: Message, language: str) -> str:
    """One sentence in the language in which the number was taken."""
    texts = catalogue(nearest(language) or FIRST)
    facts = {name: str(fact) for name, fact in message.facts.items()}
    key = message.topic.value
    if message.topic is Topic.ARRIVAL_CHANGED:
        for name in ("arrive_from", "arrive_by"):
            if name in facts:
                at = datetime.fromisoformat(facts[name]).astimezone(hall.zone)
                facts[name] = f"{at:%H:%M}"
        key = key if "arrive_by" in facts else "lapsed"
    return texts[f"message.{key}"].format_map(facts)

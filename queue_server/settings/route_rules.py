"""What must fit together in the routes of services: each step is a service that somebody serves."""

from collections.abc import Collection, Iterator, Sequence

from queue_server.settings.hall_schema import ServicePart, TakePart
from queue_server.settings.locate import Path


def route_complaints(
    services: Sequence[tuple[int, ServicePart]],
    letters: Collection[object],
    codes: Collection[object],
    takes: Sequence[TakePart] | None,
) -> Iterator[tuple[Path, str]]:
    """Everything that is wrong with routes; ``takes`` of every counter, None if not all are understood."""
    for place, service in services:
        seen = {service.letter}
        for nth, group in enumerate(service.route or ()):
            at = ("services", place, "route", nth)
            if not group:
                yield at, "an empty step"
            for letter in [group] if isinstance(group, str) else group:
                if letter not in letters:
                    yield at, f"{letter} is no service of this hall"
                elif letter in seen:
                    yield at, f"{letter} is a step twice; the service itself is the first step"
                elif takes is not None and (left := _unserved(service, letter, codes, takes)):
                    yield at, f"no counter takes step {letter} for {', '.join(left)}"
                seen.add(letter)


def _unserved(
    service: ServicePart, letter: str, codes: Collection[object], takes: Sequence[TakePart]
) -> list[str]:
    """The classes that may take the service, and whom nobody serves at the step."""
    those = {str(code) for code in codes}
    if service.classes is not None:
        those &= set(service.classes)
    mine = [take for take in takes if take.service == letter]
    if any(take.classes is None for take in mine):
        return []
    return sorted(those - {code for take in mine for code in take.classes or ()})

"""The route of a visit of several steps: which services are still to come, and in which order.

A route is a row of groups; the steps of one group may be done in any order. A step is done, still
to do, or skipped, and is done at most once. Where a person is, the ticket's service says: a route
does not know it, so that a transfer to somewhere else leaves no step forgotten. A visit has ended
when no step is left to do. Everything here is pure: a changed route is another route.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from queue_server.domain.errors import WrongStep
from queue_server.domain.event import Json

Plan = tuple[tuple[str, ...], ...]
"""What a hall file says: letters in order, those together that may be done in any order."""


class StepState(StrEnum):
    """What became of a step."""

    TODO = "todo"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Step:
    """One service of a visit, and what became of it."""

    service: str
    state: StepState = StepState.TODO


Group = tuple[Step, ...]
Route = tuple[Group, ...]


def planned(service: str, plan: Plan) -> Route:
    """The route of a new number: what it was taken for comes first."""
    return tuple(tuple(map(Step, letters)) for letters in ((service,), *plan))


def steps_of(route: Route) -> Iterator[Step]:
    """Every step, in order."""
    return (step for group in route for step in group)


def finished(route: Route, service: str) -> Route:
    """The step of a service is done; a service that is no step, or is over, changes nothing."""
    return _with(route, service, StepState.DONE, only=StepState.TODO)


def following(route: Route) -> tuple[str, ...]:
    """The services that may come next; several where the order is free, none at the end."""
    for group in route:
        open_steps = tuple(step.service for step in group if step.state is StepState.TODO)
        if open_steps:
            return open_steps
    return ()


def skipped(route: Route, service: str, here: str) -> Route:
    """A step that this person does not need; WrongStep unless it is still to come."""
    state = _state(route, service, here)
    if state != StepState.TODO:
        raise WrongStep(service=service, state=state)
    return _with(route, service, StepState.SKIPPED)


def added(route: Route | None, service: str, here: str, after: str | None = None) -> Route:
    """One more step, after another or else right after the present one; WrongStep if that cannot be.

    A skipped step is to be done after all: at its place, unless another is named. A number without a
    route has one from then on.
    """
    old = ((Step(here),),) if route is None else route
    state = _state(old, service, here)
    if state not in {None, StepState.SKIPPED}:
        raise WrongStep(service=service, state=state)
    if after is None and state is StepState.SKIPPED:
        return _with(old, service, StepState.TODO)
    return _inserted(_without(old, service), service, here if after is None else after, after)


def shortest(services: Sequence[str], loads: Mapping[str, float]) -> str:
    """Of those that may come next, where fewest wait for each open counter; the first of equals."""
    return min(services, key=lambda service: loads.get(service, 0.0))


def as_json(route: Route) -> list[Json]:
    """A route for the record and the tables."""
    return [[[step.service, step.state.value] for step in group] for group in route]


def from_json(kept: Iterable[Iterable[Sequence[str]]]) -> Route:
    """A route as it was kept."""
    return tuple(tuple(Step(each[0], StepState(each[1])) for each in group) for group in kept)


# -- helpers ----------------------------------------------------------------------------


def _state(route: Route, service: str, here: str) -> str | None:
    """What a service is in a visit: a step's state, ``here``, or None where it is no step."""
    known = next((step.state for step in steps_of(route) if step.service == service), None)
    return "here" if service == here and known in {None, StepState.TODO} else known


def _with(route: Route, service: str, state: StepState, only: StepState | None = None) -> Route:
    def changed(step: Step) -> Step:
        is_meant = step.service == service and only in {None, step.state}
        return replace(step, state=state) if is_meant else step

    return tuple(tuple(map(changed, group)) for group in route)


def _without(route: Route, service: str) -> Route:
    left = (tuple(step for step in group if step.service != service) for group in route)
    return tuple(group for group in left if group)


def _inserted(route: Route, service: str, place: str, after: str | None) -> Route:
    """A group of its own after that of ``place``; one that is nowhere stands before what is to come."""
    new: Group = (Step(service),)
    for nth, group in enumerate(route, start=1):
        if any(step.service == place for step in group):
            return (*route[:nth], new, *route[nth:])
    if after is not None:
        raise WrongStep(service=after, state=None)
    is_open = (nth for nth, group in enumerate(route) if following((group,)))
    nth = next(is_open, len(route))
    return (*route[:nth], new, *route[nth:])

"""A hall as its people set it up: services, classes, counters, promises, languages, hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from queue_server.domain.assistance import Help
from queue_server.domain.calendar import Hours, Interval
from queue_server.domain.case import CaseRules
from queue_server.domain.counter import Counter
from queue_server.domain.errors import NotFound, UnknownClass, UnknownService
from queue_server.domain.identity import Identity
from queue_server.domain.names import HallId, Texts
from queue_server.domain.online import Online
from queue_server.domain.paper_plan import PLAIN, PaperPlan
from queue_server.domain.priority_class import PriorityClass
from queue_server.domain.rivalry import Rivalry
from queue_server.domain.screen import Screen
from queue_server.domain.service import Service


class NextDetails(StrEnum):
    """What officers see of those who wait for their counter."""

    FULL = "full"
    """Numbers, classes and bars."""
    COUNT = "count"
    """How many, and how long: nobody can be picked, nobody passed over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What a hall may set about its line."""

    start_on_call: bool = False
    """Service starts on the call; otherwise the officer presses start when the person has come."""
    guard: timedelta = timedelta(0)
    """Two presses of a counter's button within this time are one."""
    misses_allowed: int = 3
    """A number missed this many times is abandoned."""
    missed_kept: timedelta = timedelta(hours=4)
    """A missed number that nobody restores is abandoned after this time."""
    restore_penalty: timedelta = timedelta(0)
    """A restored number waits from the restoring plus this."""
    appointment_grace: timedelta = timedelta(minutes=15)
    """One who checks in later than this after the slot waits from the check-in."""
    deferral_at_most: timedelta = timedelta(hours=2)
    """How much a person may put off being called, at one time."""
    choose: bool = True
    """Officers may call a chosen number (选呼)."""
    choose_reason: bool = False
    """Who is called out of turn is called for a reason that stands in the record."""
    undo: timedelta = timedelta(seconds=10)
    """So long what was done last at a counter may be taken back (撤销)."""
    recall_guard: timedelta = timedelta(0)
    """A call that was announced so shortly before is not announced again."""
    next_details: NextDetails = NextDetails.FULL
    """What officers see of those who wait for their counter; managers see all."""
    stop_by_forecast: bool = False
    """No number any more for who would probably be called only after closing."""
    rating_within: timedelta = timedelta(hours=24)
    """How long after its end a service may be rated with the link on the ticket."""
    rating_pad: timedelta = timedelta(minutes=3)
    """How long the pad at the window offers to rate what ended there."""
    grant_by: tuple[str, ...] = ("officer", "desk", "manager")
    """The roles whose people may grant a class (绿色通道)."""
    own_reasons: bool = True
    """A grant's reason may be other than those that the hall lists."""
    papers_kept: timedelta = timedelta(days=30)
    """So long one who was sent for papers may come back without queuing anew."""
    papers_remind: timedelta = timedelta(hours=1)
    """Who is away for papers longer than this is marked on the pages of the staff."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """How the hall speaks."""

    repeats: int = 1
    yao: bool = False
    """Say 1 as 幺 in ticket numbers."""
    stale: timedelta = timedelta(seconds=90)
    """A call that could not be said for this long is not said any more."""
    volume: int = 100
    """Per cent."""
    volumes: tuple[tuple[Interval, int], ...] = ()
    """When it is another volume, in the hall's own time."""
    quiet: tuple[Interval, ...] = ()
    """When nothing is said at all; screens show and flash as ever."""
    pre_call: int = 0
    """After each call, so many of those who come next there are told to get ready (候办)."""
    languages: tuple[str, ...] | None = None
    """The languages it may speak, Mandarin first; None is those that the hall's pages have."""


@dataclass(frozen=True, kw_only=True)
class Hall:
    """One reception hall (大厅)."""

    id: HallId
    name: Texts
    timezone: str = "Asia/Shanghai"
    languages: tuple[str, ...] = ("zh-CN", "en")
    services: tuple[Service, ...]
    classes: tuple[PriorityClass, ...]
    counters: tuple[Counter, ...]
    hours: Hours = field(default_factory=Hours)
    rules: Rules = field(default_factory=Rules)
    voice: Voice = field(default_factory=Voice)
    identity: Identity = field(default_factory=Identity)
    help: Help = field(default_factory=Help)
    online: Online | None = None
    """What it allows to phones; None is nothing."""
    cases: CaseRules = field(default_factory=CaseRules)
    reasons: dict[str, Texts] = field(default_factory=dict)
    """Lawful reasons for the green channel, by code."""
    notices: tuple[Texts, ...] = ()
    area: Texts | None = None
    complaint_line: str | None = None
    duty_leader: tuple[str, str] | None = None
    """Badge and name of the duty leader, where the file names one."""
    screens: tuple[Screen, ...] = ()
    """The screens that the file configures."""
    papers: Mapping[str, PaperPlan] = field(default_factory=dict)
    """What stands on papers, by their holders' language; under "" for those without one of their own."""

    def reason_code(self, said: str) -> str:
        """The code of a listed reason, told by its code or its words in any language; else what was said."""
        words = said.strip()
        for code, texts in self.reasons.items():
            if words.casefold() in {each.casefold() for each in (code, *texts.values())}:
                return code
        return words

    def paper_in(self, language: str) -> PaperPlan:
        """The plan of papers whose holders speak a language."""
        return self.papers.get(language) or self.papers.get("", PLAIN)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that its voice may speak: those written for it, else those of its pages."""
        return self.languages if self.voice.languages is None else self.voice.languages

    @cached_property
    def zone(self) -> ZoneInfo:
        """The hall's time zone."""
        return ZoneInfo(self.timezone)

    @cached_property
    def _services(self) -> dict[str, Service]:
        return {service.letter: service for service in self.services}

    @cached_property
    def _classes(self) -> dict[str, PriorityClass]:
        return {each.code: each for each in self.classes}

    @cached_property
    def _counters(self) -> dict[int, Counter]:
        return {counter.number: counter for counter in self.counters}

    def get_service(self, letter: str) -> Service:
        """The service of a letter, or UnknownService."""
        try:
            return self._services[letter]
        except KeyError:
            raise UnknownService(service=letter) from None

    def get_class(self, code: str) -> PriorityClass:
        """The class of a code, or UnknownClass."""
        try:
            return self._classes[code]
        except KeyError:
            raise UnknownClass(**{"class": code}) from None

    def get_counter(self, number: int) -> Counter:
        """The counter of a number, or NotFound."""
        try:
            return self._counters[number]
        except KeyError:
            raise NotFound(what="counter", counter=number) from None

    def promise(self, service: str, priority_class: str) -> timedelta:
        """How long a person of a class should wait for a service at the most."""
        try:
            return self._promises[service, priority_class]
        except KeyError:
            self.get_class(priority_class), self.get_service(service)
            raise

    def day(self, at: datetime) -> date:
        """The hall's own date at a moment."""
        return at.astimezone(self.zone).date()

    def is_open(self, at: datetime) -> bool:
        """Whether the hall takes numbers at a moment."""
        return self.hours.is_open(at, self.zone)

    def counters_for(self, service: str, priority_class: str) -> tuple[Counter, ...]:
        """The counters that may serve a service and class, in order."""
        return self._serving.get((service, priority_class), ())

    @cached_property
    def rivalry(self) -> Rivalry:
        """Who goes before whom."""
        return Rivalry(self)

    @cached_property
    def _promises(self) -> dict[tuple[str, str], timedelta]:
        return {
            (service.letter, each.code): service.promises.get(each.code, each.promise)
            for service in self.services
            for each in self.classes
        }

    @cached_property
    def _serving(self) -> dict[tuple[str, str], tuple[Counter, ...]]:
        return {
            (service.letter, each.code): tuple(
                counter
                for counter in self.counters
                if counter.find_take(service.letter, each.code) is not None
            )
            for service in self.services
            for each in self.classes
        }

"""From a hall file that was read to the hall it describes."""

from collections.abc import Iterable
from datetime import timedelta

from queue_server.domain.assistance import Help
from queue_server.domain.calendar import Hours
from queue_server.domain.counter import Counter, Take
from queue_server.domain.hall import Hall, Rules, Voice
from queue_server.domain.identity import Identity
from queue_server.domain.names import ClassCode, CounterNumber, HallId, Letter
from queue_server.domain.online import CheckIn, Online, Place
from queue_server.domain.priority_class import PriorityClass
from queue_server.domain.screen import WHOLE_HALL, Parts, Screen
from queue_server.domain.service import AppointmentPlan, Service
from queue_server.settings.case_schema import to_case_rules
from queue_server.settings.hall_paper import to_papers
from queue_server.settings.hall_schema import (
    AppointmentsPart,
    ClassPart,
    CounterPart,
    HallFile,
    HoursPart,
    IdentityPart,
    OnlinePart,
    RulesPart,
    ScreenPart,
    ServicePart,
    VoicePart,
)
from queue_server.settings.help_schema import HelpPart


def to_hall(file: HallFile, *, logo: bytes | None = None) -> Hall:
    """The hall of a file without faults; `logo` is its papers', in ink."""
    leader = file.duty_leader
    return Hall(
        id=HallId(file.id),
        name=file.name,
        timezone=file.timezone,
        languages=tuple(file.languages),
        services=tuple(map(_service, file.services)),
        classes=tuple(map(_class, file.classes)),
        counters=tuple(map(_counter, file.counters)),
        hours=_hours(file.hours),
        rules=_rules(file.rules),
        voice=_voice(file.voice),
        identity=_identity(file.identity),
        help=_help(file.help),
        online=None if file.online is None else _online(file.online),
        cases=to_case_rules(file.cases),
        reasons=dict(file.reasons),
        notices=tuple(file.notices),
        area=file.area,
        complaint_line=file.complaint_line,
        duty_leader=None if leader is None else (leader.badge, leader.name),
        screens=tuple(map(to_screen, file.screens)),
        papers=to_papers(file.paper, logo),
    )


def _service(part: ServicePart) -> Service:
    return Service(
        letter=Letter(part.letter),
        name=part.name,
        icon=part.icon,
        usual=_minutes(part.usual_min),
        spread=part.spread,
        promises={ClassCode(code): _minutes(each) for code, each in part.promises_min.items()},
        classes=_codes(part.classes),
        area=part.area,
        bring=part.bring,
        appointments=None if part.appointments is None else _plan(part.appointments),
        per_day=part.per_day,
        route=tuple((each,) if isinstance(each, str) else tuple(each) for each in part.route or ()),
        kiosk=part.kiosk,
    )


def _plan(part: AppointmentsPart) -> AppointmentPlan:
    return AppointmentPlan(
        slot=_minutes(part.slot_min), capacity=part.capacity, days_ahead=part.days_ahead
    )


def _class(part: ClassPart) -> PriorityClass:
    return PriorityClass(
        code=ClassCode(part.code),
        name=part.name,
        promise=_minutes(part.promise_min),
        who=part.who,
        tier=part.tier,
    )


def _counter(part: CounterPart) -> Counter:
    return Counter(
        number=CounterNumber(part.number),
        kind=part.kind,
        name=part.name,
        takes=tuple(
            Take(
                service=Letter(take.service),
                classes=_codes(take.classes),
                detour=_minutes(take.detour_min),
            )
            for take in part.takes
        ),
    )


def _hours(part: HoursPart) -> Hours:
    return Hours(
        weekly=tuple(map(tuple, part.week)),
        dates={day: tuple(intervals) for day, intervals in part.dates.items()},
        always=part.always,
    )


def _rules(part: RulesPart) -> Rules:
    return Rules(
        start_on_call=part.start_on_call,
        guard=timedelta(seconds=part.guard_s),
        misses_allowed=part.misses_allowed,
        missed_kept=_minutes(part.missed_kept_min),
        restore_penalty=_minutes(part.restore_penalty_min),
        appointment_grace=_minutes(part.appointment_grace_min),
        deferral_at_most=_minutes(part.deferral_at_most_min),
        choose=part.choose,
        choose_reason=part.choose_reason,
        undo=timedelta(seconds=part.undo_s),
        recall_guard=timedelta(seconds=part.recall_guard_s),
        next_details=part.next_details,
        stop_by_forecast=part.stop_by_forecast,
        rating_within=_minutes(part.rating_within_min),
        rating_pad=timedelta(seconds=part.rating_pad_s),
        grant_by=tuple(part.grant_by),
        own_reasons=part.own_reasons,
        papers_kept=timedelta(days=part.papers_kept_days),
        papers_remind=_minutes(part.papers_remind_min),
    )


def _help(part: HelpPart) -> Help:
    return Help(answer_within=timedelta(seconds=part.answer_s), says_emergency=part.emergency_say)


def _identity(part: IdentityPart) -> Identity:
    return Identity(
        otherwise=part.default,
        services={Letter(letter): asks for letter, asks in part.services.items()},
        once=part.once,
        no_shows=part.no_shows,
        within=timedelta(days=part.within_days),
        cool_down=_minutes(part.cool_down_min),
        names=part.names,
    )


def _voice(part: VoicePart) -> Voice:
    return Voice(
        repeats=part.repeats,
        yao=part.yao,
        stale=timedelta(seconds=part.stale_s),
        volume=part.volume,
        volumes=tuple((each.hours, each.percent) for each in part.volumes),
        quiet=tuple(part.quiet),
        pre_call=part.pre_call,
        languages=None if part.languages is None else tuple(part.languages),
    )


def _online(part: OnlinePart) -> Online:
    place = part.place
    return Online(
        services=tuple(map(Letter, part.services)),
        in_person_share=part.in_person_percent / 100,
        per_device=part.per_device,
        per_person=part.per_person,
        asks_identity=part.asks_identity,
        there_before=_minutes(part.there_before_min),
        kept=_minutes(part.kept_min),
        present=_minutes(part.present_min),
        check_in=tuple(map(CheckIn, part.check_in)),
        place=None if place is None else Place(**place.model_dump()),
    )


def to_screen(part: ScreenPart) -> Screen:
    """A screen of the file; the hall's own speaks unless it says otherwise, the others do if they say so."""
    counter, services = part.counter, part.services
    return Screen(
        id=part.id,
        name=part.name,
        layout=part.layout,
        counter=None if counter is None else CounterNumber(counter),
        counters=None if part.counters is None else tuple(map(CounterNumber, part.counters)),
        services=None if services is None else tuple(map(Letter, services)),
        speaks=part.id == WHOLE_HALL if part.speaks is None else part.speaks,
        depth_m=part.depth_m,
        height_mm=part.height_mm,
        parts=Parts(**part.parts.model_dump()),
    )


def _minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def _codes(codes: Iterable[str] | None) -> frozenset[ClassCode] | None:
    return None if codes is None else frozenset(map(ClassCode, codes))

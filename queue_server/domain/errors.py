"""Refusals: what the hall does not do, each with a code for programs.

A refusal changes nothing. The sentence for people is found by its code in the
catalogue of the reader's language; ``details`` fills the sentence's gaps.
"""

from typing import ClassVar


class Refusal(Exception):
    """The command was understood and is not done; nothing has changed."""

    code: ClassVar[str] = "refused"

    def __init__(self, **details: str | float | list[str] | None) -> None:
        super().__init__(self.code)
        self.details = details

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code}({facts})"


class NotFound(Refusal):
    """No such hall, counter, ticket, device, slot or appointment."""

    code = "not_found"


class Forbidden(Refusal):
    """Who asks is known, and may not do this."""

    code = "forbidden"


class Unauthenticated(Refusal):
    """Who asks is not known."""

    code = "unauthenticated"


class Invalid(Refusal):
    """A value that cannot be meant; ``details`` names the field."""

    code = "invalid"


class UnknownService(Refusal):
    """The hall has no service of that letter."""

    code = "unknown_service"


class UnknownClass(Refusal):
    """The hall has no priority class of that code, or it cannot be had this way."""

    code = "unknown_class"


class IllegalTransition(Refusal):
    """The ticket's state does not allow this verb (see ``lifecycle.LIFECYCLE``)."""

    code = "illegal_transition"


class NothingToCall(Refusal):
    """Nobody is waiting whom this counter may serve."""

    code = "nothing_to_call"


class NotEligible(Refusal):
    """The chosen ticket cannot be served by this counter."""

    code = "not_eligible"


class CounterClosed(Refusal):
    """The counter is paused, closed, or nobody sits there."""

    code = "counter_closed"


class CounterTaken(Refusal):
    """Another officer sits at the counter."""

    code = "counter_taken"


class TicketInHand(Refusal):
    """The officer still has a person called or being served."""

    code = "ticket_in_hand"


class HallClosed(Refusal):
    """Outside the hall's hours no number is issued."""

    code = "hall_closed"


class NoCapacity(Refusal):
    """The slot, or the day, is fully booked."""

    code = "no_capacity"


class IdentityRequired(Refusal):
    """The hall gives a number for this service only to who shows a document at the kiosk."""

    code = "identity_required"


class AlreadyWaiting(Refusal):
    """The person has a living number for this service; ``number`` where a kiosk has read the document."""

    code = "already_waiting"


class CoolingDown(Refusal):
    """Numbers were lost by not coming, so often that the hall gives no other ``until`` then."""

    code = "cooling_down"


class ServicePaused(Refusal):
    """The hall gives no numbers for this service at present."""

    code = "service_paused"


class OnlineClosed(Refusal):
    """The hall gives no number of this service to phones, or not now."""

    code = "online_closed"


class LimitReached(Refusal):
    """This phone, or this person, holds as many numbers as one may."""

    code = "limit_reached"


class WrongCode(Refusal):
    """Not the code that the hall shows now."""

    code = "wrong_code"


class WrongStep(Refusal):
    """The step of the visit is done, is where the person is, or is none; ``state`` says which."""

    code = "wrong_step"


class CodeUsed(Refusal):
    """Somebody has come back with this code already."""

    code = "code_used"


class CodeExpired(Refusal):
    """The code counted ``until`` then."""

    code = "code_expired"


class AlreadyRated(Refusal):
    """A stage is rated once."""

    code = "already_rated"


class TooLateToRate(Refusal):
    """The time in which a stage could be rated is over, ``until`` says since when."""

    code = "too_late_to_rate"


class NothingToRate(Refusal):
    """Nothing was served at this counter that could be rated there now."""

    code = "nothing_to_rate"


class CaseNotSo(Refusal):
    """The case's state does not allow this verb (see ``case_lifecycle.CASE_LIFECYCLE``)."""

    code = "case_not_so"


class AnswerNeeded(Refusal):
    """A complaint or suggestion is closed only with an answer to who made it."""

    code = "answer_needed"


class CasesEnough(Refusal):
    """With one ticket only so many complaints and suggestions are made."""

    code = "cases_enough"


class TicketsRemaining(Refusal):
    """The day is closed only when every number has an ending."""

    code = "tickets_remaining"


class ChangedMeanwhile(Refusal):
    """Somebody else has changed the same since it was looked at; look again."""

    code = "changed_meanwhile"


class TooLateToUndo(Refusal):
    """What was done last may be taken back for a few seconds only."""

    code = "too_late_to_undo"


class NothingToUndo(Refusal):
    """It cannot be taken back, was taken back already, or something has happened since."""

    code = "nothing_to_undo"


class NoSender(Refusal):
    """No counter had sent the ticket on; there is none to return it to."""

    code = "no_sender"


class ReasonRequired(Refusal):
    """The hall wants to know why a number is called out of its turn."""

    code = "reason_required"


class NumberConflict(Refusal):
    """The number on a paper is somebody else's; nothing is overwritten, a person must help."""

    code = "number_conflict"


class IdempotencyKeyReused(Refusal):
    """The same key came with another request."""

    code = "idempotency_key_reused"


class TooManyRequests(Refusal):
    """Slow down; ``retry_after_s`` says how long."""

    code = "too_many_requests"


class Busy(Refusal):
    """More commands wait than the server takes; try again shortly."""

    code = "busy"


class StorageUnavailable(Refusal):
    """The database did not take the change; nothing of it was kept."""

    code = "storage_unavailable"

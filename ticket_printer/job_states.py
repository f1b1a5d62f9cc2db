"""What may become of a job. The whole rule of "at most one automatic paper" is in this table.

Once a byte may have reached the printer, nothing leads back to a state from which it is sent.
"""

from queue_server.protocol import JobState

_BEFORE_THE_FIRST_BYTE = {
    JobState.QUEUED: {JobState.HELD, JobState.SENDING, JobState.EXPIRED, JobState.VOID},
    JobState.HELD: {JobState.HELD, JobState.SENDING, JobState.EXPIRED, JobState.VOID},
}
_AFTER_IT = {
    JobState.SENDING: {
        JobState.PRINTED,
        JobState.PRINTED_UNCONFIRMED,
        JobState.HELD,
        JobState.UNSURE,
    },
    JobState.HELD: {JobState.HELD, JobState.PRINTED, JobState.UNSURE},
}

SENDABLE = (JobState.QUEUED, JobState.HELD)
"""The states before the first byte: `held` then means that the job waits for the printer."""


class IllegalMove(Exception):
    """A job cannot go from one state to the other: a mistake in the agent."""


def check_move(current: JobState, to: JobState, *, was_sent: bool) -> None:
    """Raise IllegalMove unless a job may go from `current` to `to`."""
    moves = _AFTER_IT if was_sent else _BEFORE_THE_FIRST_BYTE
    if to not in moves.get(current, ()):
        sent = "sent" if was_sent else "not sent"
        raise IllegalMove(f"{current} ({sent}) to {to}")


def is_over(state: JobState, *, was_sent: bool) -> bool:
    """Whether nothing more can become of the job here."""
    return state not in (_AFTER_IT if was_sent else _BEFORE_THE_FIRST_BYTE)

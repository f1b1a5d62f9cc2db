"""Between the server and the spool: brings jobs, takes outcomes, and says that the agent lives."""

import logging
import re
import threading
from collections.abc import Mapping
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol, TypeGuard

from queue_server.protocol import PROTOCOL_VERSION, Client, Refusal, Unreachable
from queue_server.protocol.messages import Job
from ticket_printer.clock import ServerClock, read_moment
from ticket_printer.printers import Health
from ticket_printer.spool import Spool, Unreported

log = logging.getLogger(__name__)

LONGEST_DETAIL = 64
LONGEST_LIFE_S = 366 * 86_400
MOST_COPIES = 1_000_000
_JOB: Mapping[str, set[type]] = {
    "id": {str},
    "copy": {int},
    "state": {str},
    "created_at": {str},
    "ttl_s": {int, float},
    "layout": {dict},
}
_JOB_ID = re.compile(r"[!-~]{1,200}")
_FINAL = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY})
"""Refusals of an outcome that no repetition will change."""


class Alone(Protocol):
    """A kiosk that gives numbers while the server is gone, whose papers are jobs of its own."""

    def may_print(self, job: Job) -> bool:
        """Whether a delivered job is not the second paper of a press."""
        ...

    def is_own(self, job: str) -> bool:
        """Whether a job is a paper of the kiosk's own, and not the server's."""
        ...

    def note_paper(self, job: str, state: str, detail: str) -> None:
        """Take what became of a paper of the kiosk's own."""
        ...

    def settle(self) -> None:
        """Tell the server everything that it does not know; Refusal or Unreachable."""
        ...


class Courier:
    """Carries by `client`; each method is one journey and raises Refusal or Unreachable."""

    def __init__(
        self, client: Client, spool: Spool, clock: ServerClock, alone: Alone | None = None
    ) -> None:
        self._client = client
        self._spool = spool
        self._clock = clock
        self._alone = alone
        self._noting = threading.Lock()

    def fetch(self, *, wait_s: float) -> bool:
        """Wait for jobs and take them into the spool; True if one was new."""
        answer = self._client.get("/devices/self/jobs", {"wait_s": wait_s}, wait_s=wait_s)
        jobs = [
            job for job in read_jobs(answer) if self._alone is None or self._alone.may_print(job)
        ]
        news = [self._spool.accept(job, now=self._clock.now()) for job in jobs]
        return any(news)

    def report(self) -> None:
        """Tell the server each outcome that it does not know, in order."""
        self.note_own()
        for outcome in self._spool.unreported():
            if self._is_own(outcome):
                continue  # of this very moment: noted the next time
            try:
                self._tell(outcome)
            except Refusal as refusal:
                if refusal.status not in _FINAL:
                    raise
                log.error("job %s: outcome %s refused: %s", outcome.job, outcome.state, refusal)  # noqa: TRY400 -- the trace says nothing
            self._spool.acknowledge(outcome)

    def beat(self, health: Health) -> None:
        """Say that the agent lives and how its printer is; learn the server's time."""
        status = {
            "printer": health.state.value,
            "version": _version(),
            "protocol": str(PROTOCOL_VERSION),
            **_detail(health.detail),
        }
        answer = self._client.post("/devices/self/heartbeats", {"status": status})
        self._clock.set(answer.get("server_time") if isinstance(answer, dict) else None)

    def note_own(self) -> None:
        """Take what became of the kiosk's own papers, at once: a person waits, and no server is needed."""
        if self._alone is None:
            return
        with self._noting:
            for outcome in self._spool.unreported():
                if self._is_own(outcome):
                    self._alone.note_paper(outcome.job, outcome.state.value, outcome.detail)
                    self._spool.acknowledge(outcome)

    def _is_own(self, outcome: Unreported) -> bool:
        """Of a kiosk's own paper the server hears with the number itself."""
        return self._alone is not None and self._alone.is_own(outcome.job)

    def _tell(self, outcome: Unreported) -> None:
        body = {"state": outcome.state.value, **_detail(outcome.detail)}
        self._client.post(f"/jobs/{outcome.job}/outcomes", body, key=outcome.key)


def read_jobs(answer: object) -> list[Job]:
    """The jobs in an answer. What is none is left out: it must not stop the others."""
    listed = answer.get("jobs") if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        raise Unreachable("there are no jobs in the answer", None)
    jobs = [each for each in listed if _is_job(each)]
    if len(jobs) < len(listed):
        log.error("%d jobs are not as the contract says", len(listed) - len(jobs))
    return jobs


def _is_job(job: object) -> TypeGuard[Job]:
    """Whether a job can be kept; its layout is looked at when it is drawn."""
    if not isinstance(job, dict):
        return False
    if any(type(job.get(name)) not in kinds for name, kinds in _JOB.items()):
        return False
    return (
        _JOB_ID.fullmatch(job["id"]) is not None
        and 0 < job["copy"] < MOST_COPIES
        and 0 <= job["ttl_s"] <= LONGEST_LIFE_S
        and read_moment(job["created_at"]) is not None
    )


def _detail(detail: str) -> dict[str, str]:
    """The detail if there is one; a system's own words are cut to what the contract takes."""
    return {"detail": detail[:LONGEST_DETAIL]} if detail else {}


def _version() -> str:
    try:
        return version("lunhou")
    except PackageNotFoundError:
        return "unknown"

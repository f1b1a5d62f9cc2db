"""What the endpoints work with; ``app`` makes one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from queue_server.use_cases.messages import Messenger
from queue_server.use_cases.outlook import Pace
from queue_server.use_cases.people import Account
from queue_server.use_cases.ports import Halls, Questions, Threads, Writer
from queue_server.use_cases.principal import Principal
from queue_server.web.flood import Flood
from queue_server.web.media_store import MediaStore

T = TypeVar("T")


class Recognition(Protocol):
    """Who asks."""

    def by_token(self, token: str) -> Principal:
        """Unauthenticated for a token that belongs to nobody."""
        ...

    def by_cookie(self, secret: str) -> Principal | None:
        """None for a session that has ended."""
        ...

    def forget(self, *, session: str | None = None) -> None:
        """Somebody's rights changed, perhaps since a session (its digest) ended: recognise everyone anew."""
        ...


class Passwords(Protocol):
    """Slow by purpose."""

    @property
    def nobody(self) -> str:
        """A hash that no password belongs to."""
        ...

    def check(self, password: str, kept: str) -> bool:
        """Whether a password belongs to a hash."""
        ...


class JobWaiters(Protocol):
    """Long polls of devices."""

    def wait_for(self, device: str, look: Callable[[], T], timeout_s: float) -> T:
        """What ``look`` finds, now or after something was queued for the device."""
        ...

    def wake(self, device: str) -> None:
        """Something was queued for the device."""
        ...


@dataclass(frozen=True, kw_only=True)
class Services:
    """Everything an endpoint may use."""

    writer: Writer
    questions: Questions
    halls: Halls
    clock: Callable[[], datetime]
    recognition: Recognition
    passwords: Passwords
    slowly: Threads
    """Where a long computation does not stop the others."""
    job_waiters: JobWaiters
    board: Callable[[str], dict[str, object]]
    """A hall's board, from memory where nothing has changed."""
    pace: Pace
    find_officer: Callable[[str], Account | None]
    """A person by user name, from memory."""
    public_url: Callable[[], str]
    """Where citizens reach this server: the beginning of the link on the ticket."""
    identity_key: Callable[[str], bytes]
    """A hall's key, by which its people's documents are hashed."""
    flood: Flood
    """Holds back who asks too often."""
    draw_paper: Callable[[Mapping[str, object], str], bytes]
    """A paper as the printers draw it, on paper of a width in mm: a PNG."""
    messengers: Mapping[str, Messenger]
    """Ways to tell phones, by channel."""
    presence_key: bytes
    """Makes the codes that halls show for checking in."""
    media: MediaStore
    """The files of pictures and videos."""
    metrics: Callable[[], bytes]
    is_ready: Callable[[], bool]

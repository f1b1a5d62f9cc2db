"""The real application without sockets: a hall, its people and devices, and short words to ask."""

from contextlib import contextmanager
from hashlib import sha256

from queue_server.app import Server
from queue_server.domain.service import AppointmentPlan
from queue_server.realtime.async_mode import patched_mode
from queue_server.settings.server import ServerSettings
from queue_server.use_cases import accounts
from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.people import Account, SessionKind
from queue_server.use_cases.principal import Role
from tests.domain.builders import HALL, NINE, a_hall, a_service, minutes
from tests.storage.office import Clock

API = "/api/v1"
AT = f"/halls/{HALL}"
PUBLIC = "https://hall.example"

PEOPLE = {
    "chen": (Role.OFFICER, HALL),
    "wang": (Role.OFFICER, HALL),
    "zhao": (Role.OFFICER, "linkou"),
    "desk": (Role.DESK, HALL),
    "boss": (Role.MANAGER, HALL),
    "auditor": (Role.AUDITOR, HALL),
    "root": (Role.SYSTEM_ADMINISTRATOR, None),
}
DEVICES = {
    "kiosk": (DeviceKind.KIOSK, HALL, DeviceState.APPROVED),
    "display": (DeviceKind.DISPLAY, HALL, DeviceState.APPROVED),
    "pad": (DeviceKind.RATING_PAD, HALL, DeviceState.APPROVED),
    "far-kiosk": (DeviceKind.KIOSK, "linkou", DeviceState.APPROVED),
    "pending": (DeviceKind.KIOSK, HALL, DeviceState.PENDING),
    "revoked": (DeviceKind.KIOSK, HALL, DeviceState.REVOKED),
}


def the_halls():
    plan = AppointmentPlan(slot=minutes(30), capacity=2)
    services = (a_service("A", appointments=plan), a_service("B"))
    return {name: a_hall(id=name, services=services) for name in (HALL, "linkou")}


class Hall:
    """A running server, asked by its test client."""

    def __init__(self, server, clock):
        self.server, self.clock = server, clock
        self.client = server.flask.test_client()

    def ask(self, method, path, body=None, *, by=None, key=None, headers=None, raw=None):
        """The response; ``by`` is who asks, ``raw`` a body that need not be JSON."""
        sent = dict(headers or {})
        if by is not None:
            sent["Authorization"] = f"Bearer {a_token(by)}"
        if key is not None:
            sent["Idempotency-Key"] = key
        base = "" if path.startswith(("/healthz", "/readyz", "/metrics", "/t/", "/static")) else API
        content = {"data": raw} if raw is not None else {"json": body} if body is not None else {}
        return self.client.open(f"{base}{path}", method=method, headers=sent, **content)

    def get(self, path, **how):
        return self.ask("GET", path, **how)

    def post(self, path, body=None, **how):
        return self.ask("POST", path, body, **how)

    def put(self, path, body=None, **how):
        return self.ask("PUT", path, body, **how)

    def delete(self, path, **how):
        return self.ask("DELETE", path, **how)

    # -- ordinary days -------------------------------------------------------------------

    def take(self, service="A", *, by="kiosk", **facts):
        answer = self.post(f"{AT}/tickets", {"service": service, **facts}, by=by)
        assert answer.status_code == 201, answer.json
        return answer.json

    def sit(self, counter=3, by="chen"):
        return self.post(f"{AT}/counters/{counter}/sessions", {}, by=by).json

    def call(self, counter=3, by="chen", **facts):
        return self.post(f"{AT}/counters/{counter}/calls", facts, by=by).json

    def do(self, verb, number="A001", body=None, by="chen"):
        return self.post(f"{AT}/tickets/{number}/{verb}", body or {}, by=by)

    def secrets(self):
        """Everything that may stand in no log and no answer to others."""
        tokens = [a_token(name) for name in (*PEOPLE, *DEVICES)]
        return [*tokens, *PEOPLE]


def a_token(name):
    return f"token-of-{name}"


def a_digest(name):
    return sha256(a_token(name).encode()).digest()


@contextmanager
def serving(folder, *, halls=None, **changes):
    """A server over a folder, in the mode of this process; its clock stands at nine."""
    clock = Clock()
    settings = ServerSettings(
        **(
            {"data": folder, "async_mode": patched_mode(), "public_url": PUBLIC, "speech": "none"}
            | changes
        )
    )
    server = Server(settings, halls=halls or the_halls(), clock=clock)
    server.writer.run(_let_in)
    give_tokens(server)
    server.recogniser.forget()
    try:
        yield Hall(server, clock)
    finally:
        server.stop()
        server.close()


def _let_in(uow):
    for number, (name, (role, hall)) in enumerate(PEOPLE.items()):
        account = Account(
            name=name,
            password="-",
            roles=frozenset({role}),
            hall=hall,
            badge=f"{20331 + number:06d}",
            display_name="陈 警官" if name == "chen" else None,
            created_at=NINE,
        )
        uow.people.save_account(account)
    for name, (kind, hall, state) in DEVICES.items():
        device = Device(
            id=f"{hall}-{name}",
            hall=hall,
            kind=kind,
            name=name,
            state=state,
            token=a_digest(name),
            counter=3 if kind is DeviceKind.RATING_PAD else None,
            asked_at=NINE,
        )
        uow.devices.save_device(device)


def give_tokens(server):
    for name in PEOPLE:
        server.writer.run(
            lambda uow, name=name: accounts.begin_session(
                uow, name=name, digest=a_digest(name), csrf="", kind=SessionKind.TOKEN
            )
        )

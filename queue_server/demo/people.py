"""Who is there in the demonstration: an officer for each counter, a manager, devices. Made once."""

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from queue_server.app import Server
from queue_server.domain.hall import Hall
from queue_server.settings.installation import write_private
from queue_server.use_cases import accounts
from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.people import Account, SessionKind
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Role

FIRST_BADGE = 20331
PASSWORD_BYTES = 9
DEVICES = {
    "kiosk": DeviceKind.KIOSK,
    "printer": DeviceKind.PRINTER,
    "display": DeviceKind.DISPLAY,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Demonstrated:
    """What the demonstration made: a bearer token for each, and one password for all accounts."""

    tokens: dict[str, str]
    password: str


def open_demonstration(server: Server, hall: Hall) -> Demonstrated:
    """Make accounts, devices and tokens, or find those of the last time."""
    file = server.settings.data / "demonstration.json"
    if not file.exists():
        made = _make(server, hall)
        write_private(file, json.dumps({"tokens": made.tokens, "password": made.password}))
        server.recogniser.forget()
    kept = json.loads(file.read_text("utf-8"))
    return Demonstrated(tokens=kept["tokens"], password=kept["password"])


def write_demo_file(
    server: Server, hall: Hall, made: Demonstrated, url: str, *, papers: bool
) -> Path:
    """``DIR/demo.json``: where everything is, and the tokens to use it with."""
    at = f"{url}/halls/{hall.id}"
    first = hall.counters[0].number
    described = {
        "url": url,
        "hall": hall.id,
        "pages": {
            "start": f"{url}/",
            "kiosk": f"{at}/kiosk#token={made.tokens['kiosk']}",
            "display": f"{at}/display",
            "window": f"{at}/counters/{first}/display",
            "counter": f"{at}/counter?counter={first}#token={made.tokens[f'officer:{first}']}",
            "manager": f"{at}/manager#token={made.tokens['manager']}",
            "citizen": f"{url}/t/",
            **({"papers": f"{url}/demo/papers"} if papers else {}),
        },
        "tokens": made.tokens,
        "accounts": {
            "names": [_user(name) for name in made.tokens if name not in DEVICES],
            "password": made.password,
        },
    }
    file = server.settings.data / "demo.json"
    write_private(file, json.dumps(described, ensure_ascii=False, indent=1))
    return file


def _make(server: Server, hall: Hall) -> Demonstrated:
    people = [
        *(
            (f"officer:{c.number}", Role.OFFICER, FIRST_BADGE + n)
            for n, c in enumerate(hall.counters)
        ),
        ("desk", Role.DESK, FIRST_BADGE - 1),
        ("manager", Role.MANAGER, FIRST_BADGE - 2),
        ("admin", Role.SYSTEM_ADMINISTRATOR, None),
    ]
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    tokens = {name: secrets.token_urlsafe(24) for name, _, _ in people}
    kept = server.passwords.hash(password)

    def command(uow: UnitOfWork) -> None:
        for name, role, badge in people:
            account = Account(
                name=_user(name),
                password=kept,
                roles=frozenset({role}),
                hall=None if role is Role.SYSTEM_ADMINISTRATOR else hall.id,
                badge=None if badge is None else f"{badge:06d}",
                display_name=None,
                created_at=uow.now,
            )
            uow.people.save_account(account)

    server.writer.run(command)
    for name, token in tokens.items():
        _give_token(server, _user(name), token)
    for name, kind in DEVICES.items():
        tokens[name] = secrets.token_urlsafe(24)
        _give_device(server, hall, name, kind, tokens[name])
    return Demonstrated(tokens=tokens, password=password)


def _user(name: str) -> str:
    """The user name behind a token's name."""
    return name.replace(":", "-")


def _give_token(server: Server, user: str, token: str) -> None:
    digest = sha256(token.encode()).digest()
    server.writer.run(
        lambda uow: accounts.begin_session(
            uow, name=user, digest=digest, csrf="", kind=SessionKind.TOKEN
        )
    )


def _give_device(server: Server, hall: Hall, name: str, kind: DeviceKind, token: str) -> None:
    def command(uow: UnitOfWork) -> None:
        device = Device(
            id=f"{hall.id}-{name}",
            hall=hall.id,
            kind=kind,
            name=name,
            state=DeviceState.APPROVED,
            token=sha256(token.encode()).digest(),
            asked_at=uow.now,
            decided_by="demonstration",
            decided_at=uow.now,
        )
        uow.devices.save_device(device)

    server.writer.run(command)

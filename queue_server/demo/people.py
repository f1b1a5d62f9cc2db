"""Who is there in the demonstration: an officer for each counter, a manager, devices. Made once."""

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
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
    "kiosk": (DeviceKind.KIOSK, "取号机1"),
    "printer": (DeviceKind.PRINTER, "服务台打印机"),
    "display": (DeviceKind.DISPLAY, "综合屏"),
}
PAD = DeviceKind.RATING_PAD.value
OFFICERS = (
    *("王敏", "李强", "陈静", "刘洋", "黄丽华", "赵志刚", "周晓雯", "吴建国"),
    *("徐婷", "孙浩", "林秀英", "何俊杰", "郭芳", "马文涛", "罗佳慧", "梁永康"),
    *("宋雅琴", "郑凯", "谢雨桐", "韩立新"),
)
"""Made-up people; where a hall has more counters, the rest sit under their badges alone."""


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
    if not any(name.startswith(PAD) for name in kept["tokens"]):  # made before there were pads
        kept["tokens"] |= _give_pad(server, hall)
        write_private(file, json.dumps(kept))
        server.recogniser.forget()
    return Demonstrated(tokens=kept["tokens"], password=kept["password"])


def write_demo_file(
    server: Server, hall: Hall, made: Demonstrated, url: str, *, kiosk: str | None
) -> Path:
    """``DIR/demo.json``: where everything is, and the tokens to use it with.

    ``kiosk`` is the address of the kiosk's own program, where one runs; it makes the papers, too.
    """
    at = f"{url}/halls/{hall.id}"
    first = hall.counters[0].number
    described = {
        "url": url,
        "hall": hall.id,
        "pages": {
            "start": f"{url}/",
            "kiosk": f"{at}/kiosk#token={made.tokens['kiosk']}",
            "display": f"{at}/display#token={made.tokens['display']}",
            "window": f"{at}/counters/{first}/display",
            "counter": f"{at}/counter?counter={first}#token={made.tokens[f'officer:{first}']}",
            "manager": f"{at}/manager#token={made.tokens['manager']}",
            "rate": f"{at}/rate?counter={first}#token={made.tokens[f'{PAD}:{first}']}",
            "citizen": f"{url}/t/",
            **({"papers": f"{url}/demo/papers", "kiosk_itself": kiosk} if kiosk else {}),
        },
        "tokens": made.tokens,
        "accounts": {
            "names": [_user(name) for name in made.tokens if not _is_device(name)],
            "password": made.password,
        },
    }
    file = server.settings.data / "demo.json"
    write_private(file, json.dumps(described, ensure_ascii=False, indent=1))
    return file


def _make(server: Server, hall: Hall) -> Demonstrated:
    people = _people(hall)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    tokens = {name: secrets.token_urlsafe(24) for name, *_ in people}
    kept = server.passwords.hash(password)

    def command(uow: UnitOfWork) -> None:
        for name, role, badge, display_name in people:
            account = Account(
                name=_user(name),
                password=kept,
                roles=frozenset({role}),
                hall=None if role is Role.SYSTEM_ADMINISTRATOR else hall.id,
                badge=None if badge is None else f"{badge:06d}",
                display_name=display_name,
                created_at=uow.now,
            )
            uow.people.save_account(account)

    server.writer.run(command)
    for name, token in tokens.items():
        _give_token(server, _user(name), token)
    for name, (kind, called) in DEVICES.items():
        tokens[name] = secrets.token_urlsafe(24)
        _give_device(server, hall, name, tokens[name], kind=kind, called=called)
    return Demonstrated(tokens=tokens | _give_pad(server, hall), password=password)


def _give_pad(server: Server, hall: Hall) -> dict[str, str]:
    """A rating pad on the desk of the first window."""
    counter, token = hall.counters[0].number, secrets.token_urlsafe(24)
    called = f"{counter}号窗口评价器"
    kind = DeviceKind.RATING_PAD
    _give_device(server, hall, "pad", token, kind=kind, called=called, counter=counter)
    return {f"{PAD}:{counter}": token}


def _is_device(name: str) -> bool:
    return name in DEVICES or name.startswith(f"{PAD}:")


def _people(hall: Hall) -> list[tuple[str, Role, int | None, str | None]]:
    """Token's name, role, badge and name of each."""
    seats = zip_longest(hall.counters, OFFICERS[: len(hall.counters)])
    return [
        *(
            (f"officer:{counter.number}", Role.OFFICER, FIRST_BADGE + n, name)
            for n, (counter, name) in enumerate(seats)
        ),
        ("desk", Role.DESK, FIRST_BADGE - 1, "服务台"),
        ("manager", Role.MANAGER, FIRST_BADGE - 2, "大厅主任"),
        ("admin", Role.SYSTEM_ADMINISTRATOR, None, "系统管理员"),
    ]


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


def _give_device(
    server: Server,
    hall: Hall,
    key: str,
    token: str,
    *,
    kind: DeviceKind,
    called: str,
    counter: int | None = None,
) -> None:
    """One that was approved, ``key`` within the hall, ``called`` so on the manager's page."""

    def command(uow: UnitOfWork) -> None:
        device = Device(
            id=f"{hall.id}-{key}",
            hall=hall.id,
            kind=kind,
            name=called,
            counter=counter,
            state=DeviceState.APPROVED,
            token=sha256(token.encode()).digest(),
            asked_at=uow.now,
            decided_by="demonstration",
            decided_at=uow.now,
        )
        uow.devices.save_device(device)

    server.writer.run(command)

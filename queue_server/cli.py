"""``queue-server``: one verb for each thing that an administrator does."""

import argparse
import errno
import logging
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from queue_server.app import Server
from queue_server.cli_tables import (
    REFUSED,
    TABLE_VERBS,
    UNREADABLE,
    add_table_verbs,
    run_table_verb,
)
from queue_server.demo.run import DemoOptions, run_demonstration
from queue_server.domain.errors import Unauthenticated
from queue_server.realtime.async_mode import AsyncMode, spawn
from queue_server.realtime.serve import listen, serve
from queue_server.settings.hall_file import HallFileError, check
from queue_server.settings.server import (
    ServerSettings,
    SettingsError,
    faults_of_several,
    read_settings,
)
from queue_server.storage.database import Database
from queue_server.storage.offline import run_offline
from queue_server.storage.verify import verify
from queue_server.use_cases import accounts
from queue_server.use_cases.people import Account, SessionKind
from queue_server.use_cases.principal import Role
from queue_server.web.passwords import Argon2Passwords
from queue_server.workers import Parent, take_place

SHORTEST_PASSWORD = 8


def parser() -> argparse.ArgumentParser:
    """The command line; every option of ``run`` can be a variable ``LUNHOU_…``, too."""
    top = argparse.ArgumentParser(
        prog="queue-server", description="轮候: the queue of a reception hall."
    )
    top.add_argument("--version", action="version", version=metadata.version("lunhou"))
    verbs = top.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="serve halls")
    _add_server_options(run)
    run.add_argument("--workers", type=int, help="processes that share the work (default: 1)")
    demo = verbs.add_parser("demo", help="a hall to try, with accounts and devices made for it")
    _add_server_options(demo)
    demo.add_argument("--hall", default="guangdong", help="which sample hall (default: guangdong)")
    demo.add_argument(
        "--hours", choices=["always", "real"], default="always", help="its opening hours"
    )
    demo.add_argument(
        "--speed", type=float, help="let a simulated day run at so many times the clock"
    )
    demo.add_argument(
        "--visitors", type=int, default=500, help="how many come in the simulated day"
    )
    demo.add_argument(
        "--papers",
        action="store_true",
        help="run the kiosk's own program, too: its page, and tickets as pictures in DATA/papers",
    )
    demo.add_argument("--open", action="store_true", help="open the start page in a browser")
    verify = verbs.add_parser("verify", help="replay the record and compare it with the tables")
    verify.add_argument("--data", type=Path, help="folder of the installation")
    verify.add_argument("--database", help="SQLAlchemy URL (default: SQLite in --data)")
    add_table_verbs(verbs)
    check = verbs.add_parser("check-hall", help="check a hall file and name every fault")
    check.add_argument("path", type=Path, help="a hall.toml, or a folder of halls")
    account = verbs.add_parser("add-account", help="add a person; the password is read from stdin")
    account.add_argument("--data", type=Path)
    account.add_argument("--database")
    account.add_argument("name")
    account.add_argument("--role", action="append", required=True, help="may be said several times")
    account.add_argument("--hall", help="the only hall it may touch")
    account.add_argument("--badge")
    account.add_argument("--display-name")
    token = verbs.add_parser(
        "add-token", help="print a token for an account, for a program that works for that person"
    )
    token.add_argument("--data", type=Path)
    token.add_argument("--database")
    token.add_argument("name")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb; the exit code."""
    options = parser().parse_args(arguments)
    verb = {
        **dict.fromkeys(TABLE_VERBS, _care_for_tables),
        "run": _run,
        "demo": _demo,
        "verify": _verify,
        "check-hall": _check_hall,
        "add-account": _add_account,
        "add-token": _add_token,
    }[options.verb]
    try:
        return verb(options)
    except (SettingsError, HallFileError) as error:
        faults = error.faults if isinstance(error, SettingsError) else error.errors
        print(*faults, sep="\n", file=sys.stderr)
    except UNREADABLE as error:
        print(f"refused: {_in_one_line(error)}", file=sys.stderr)
    return REFUSED


def _in_one_line(error: Exception) -> str:
    """What an administrator can do something about."""
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"{error.strerror}: choose another port with --port"
    return str(error).partition("\n")[0]


def _add_server_options(of: argparse.ArgumentParser) -> None:
    of.add_argument("--data", type=Path, help="folder of the installation (or LUNHOU_DATA)")
    of.add_argument("--halls", type=Path, help="folder of hall files (default: the sample halls)")
    of.add_argument("--database", help="SQLAlchemy URL (default: SQLite in --data)")
    of.add_argument("--host", help="address to listen at (default: 127.0.0.1)")
    of.add_argument("--port", type=int, help="port to listen at (default: 8080; 0: any free one)")
    of.add_argument("--async-mode", choices=["gevent", "eventlet", "threading"])
    of.add_argument("--public-url", help="how phones reach this server")
    of.add_argument("--message-queue", help="redis://… where several processes serve")
    of.add_argument(
        "--speech",
        help="what renders a ticket's number in a better voice, in this order, where it is installed "
        "(default: kokoro,espeak-ng; also gtts, which sends each new number to Google; or none)",
    )
    of.add_argument(
        "--speech-cache-mb", type=int, help="how much rendered speech is kept (default: 200)"
    )
    of.add_argument("--log-level", help="DEBUG, INFO, WARNING (default: INFO)")


def _run(options: argparse.Namespace) -> int:
    settings = _settings(options)
    place = take_place()
    if place is None and settings.workers > 1:
        return _run_several(settings)
    server = Server(settings, worker=place.number if place else None)
    mode = AsyncMode(settings.async_mode)

    def ready(port: int) -> None:
        server.ready(port)
        if place is not None:
            place.say_ready()
            spawn(mode, place.end_with_parent)

    serve(
        server.wsgi,
        host=settings.host,
        port=settings.port,
        mode=mode,
        on_ready=ready,
        on_stop=server.stop,
        listener=place.listener if place else None,
    )
    server.close()
    return 0


def _run_several(settings: ServerSettings) -> int:
    faults = faults_of_several(settings)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 2
    with listen(settings.host, settings.port) as listener:
        return Parent(listener, settings.workers).run()


def _demo(options: argparse.Namespace) -> int:
    settings = _settings(options)
    run_demonstration(
        DemoOptions(
            hall=options.hall,
            settings=settings,
            real_hours=options.hours == "real",
            speed=options.speed,
            visitors=options.visitors,
            papers=options.papers,
            open_browser=options.open,
        )
    )
    return 0


def _verify(options: argparse.Namespace) -> int:
    settings = _settings(options)
    database = Database(settings.database_url)
    try:
        if not database.is_current():
            print("the tables are of another version: queue-server migrate", file=sys.stderr)
            return REFUSED
        return verify(database, print)
    finally:
        database.close()


def _care_for_tables(options: argparse.Namespace) -> int:
    return run_table_verb(options, _settings(options))


def _check_hall(options: argparse.Namespace) -> int:
    return check(options.path)


def _add_account(options: argparse.Namespace) -> int:
    settings = _settings(options)
    password = sys.stdin.readline().rstrip("\n")
    unknown = set(options.role) - set(Role)
    if unknown or len(password) < SHORTEST_PASSWORD:
        print(
            f"roles are {', '.join(Role)}; a password has {SHORTEST_PASSWORD} characters or more",
            file=sys.stderr,
        )
        return REFUSED
    database = Database(settings.database_url)
    database.migrate()
    account = Account(
        name=options.name,
        password=Argon2Passwords().hash(password),
        roles=frozenset(Role(role) for role in options.role),
        hall=options.hall,
        badge=options.badge,
        display_name=options.display_name,
        created_at=datetime.now(UTC),
    )
    run_offline(database, lambda uow: uow.people.save_account(account))
    database.close()
    return 0


def _add_token(options: argparse.Namespace) -> int:
    """Good for a year, or until the account is disabled; only its hash is kept."""
    database = Database(_settings(options).database_url)
    database.migrate()
    token = secrets.token_urlsafe(24)
    digest, kind = sha256(token.encode()).digest(), SessionKind.TOKEN
    try:
        run_offline(
            database,
            lambda uow: accounts.begin_session(
                uow, name=options.name, digest=digest, csrf="", kind=kind
            ),
        )
    except Unauthenticated:
        print(f"refused: no active account is called {options.name}", file=sys.stderr)
        return REFUSED
    finally:
        database.close()
    print(token)
    return 0


def _settings(options: argparse.Namespace) -> ServerSettings:
    settings = read_settings(vars(options))
    logging.getLogger("alembic").setLevel(logging.WARNING)
    whose = "%(process)d " if settings.workers > 1 else ""
    logging.basicConfig(
        level=settings.log_level.upper(),
        format=f"%(asctime)s {whose}%(levelname)s %(name)s %(message)s",
    )
    return settings

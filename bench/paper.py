"""From the press at a kiosk to the printer's first byte, and how long a ticket takes to draw."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from bench.paper_sink import PaperSink
from bench.results import Limit, Row
from bench.running import Options
from bench.starting import free_port
from queue_server.app import sample_halls
from queue_server.domain.hall import Hall
from queue_server.protocol import Client
from queue_server.protocol.messages import Layout
from queue_server.settings.hall_file import read_halls
from queue_server.web.jobs_json import Paper, paper_json
from ticket_printer.formats import FORMATS
from ticket_printer.layout import draw_ticket

FIRST_BYTE_MS, DRAWING_MS = 300.0, 40.0
"""At most, of nineteen in twenty."""
PRESSES_A_TURN = 4
PATIENCE_S = 60.0
REPEAT = "python -m bench paper"


def paper(options: Options) -> list[Row]:
    """Every sample hall after the other, each with its server, its agent and a printer."""
    halls = read_halls(sample_halls())
    waits: list[float] = []
    for name in halls:
        waits += _first_bytes_ms(name, options.turns * PRESSES_A_TURN, options)
    p50, p95 = _percentile(waits, 50), _percentile(waits, 95)
    first, again = _drawings_ms(list(halls.values()), options.turns)
    return [
        Row(
            measure=f"press to the printer's first byte, {len(halls)} halls, {len(waits)} tickets",
            figure=f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, most {max(waits):.0f} ms",
            limits=[Limit(name="p95 ms", value=p95, at_most=FIRST_BYTE_MS)],
            repeat=REPEAT,
        ),
        Row(
            measure=f"drawing a ticket with its code, {len(again)} tickets",
            figure=f"p50 {_percentile(again, 50):.1f} ms, p95 {_percentile(again, 95):.1f} ms",
            against=f"the first of its hall and language p95 {_percentile(first, 95):.1f} ms",
            limits=[Limit(name="p95 ms", value=_percentile(again, 95), at_most=DRAWING_MS)],
            repeat=REPEAT,
        ),
    ]


def _first_bytes_ms(hall: str, presses: int, options: Options) -> list[float]:
    with tempfile.TemporaryDirectory(prefix="lunhou-bench-") as data, PaperSink() as sink:
        folder = Path(data)
        with _demo(hall, folder / "server", options) as site, _agent(site, sink, folder / "spool"):
            kiosk = Client(site["url"], site["tokens"]["kiosk"])
            services = kiosk.get(f"/halls/{hall}")["services"]
            _press(kiosk, sink, hall, services[0]["letter"])  # the agent has come, all is warm
            return [
                _press(kiosk, sink, hall, services[place % len(services)]["letter"])
                for place in range(presses)
            ]


def _press(kiosk: Client, sink: PaperSink, hall: str, service: str) -> float:
    """Take a number; milliseconds until its paper began. Returns when the paper is out."""
    began = time.monotonic()
    order = {"service": service, "class": "normal", "language": "zh-CN", "channel": "kiosk"}
    kiosk.post(f"/halls/{hall}/tickets", order)
    first = sink.began.get(timeout=PATIENCE_S)
    sink.ended.get(timeout=PATIENCE_S)
    return (first - began) * 1000


def _drawings_ms(halls: list[Hall], turns: int) -> tuple[list[float], list[float]]:
    """The first drawing in each hall, language and width, and those after it."""
    first: list[float] = []
    again: list[float] = []
    for turn in range(turns + 1):
        for hall in halls:
            for language in hall.languages:
                layout = _layout(hall, language, turn)
                for form in FORMATS.values():
                    began = time.perf_counter()
                    draw_ticket(layout, copy=1, form=form)
                    took_ms = (time.perf_counter() - began) * 1000
                    (again if turn else first).append(took_ms)
    return first, again


def _layout(hall: Hall, language: str, turn: int) -> Layout:
    paper = Paper(
        number=f"{hall.services[0].letter}{turn:03}",
        service=hall.services[turn % len(hall.services)].letter,
        priority_class=hall.classes[turn % len(hall.classes)].code,
        language=language,
        ahead=turn,
        forecast=(60.0 * turn, 90.0 * turn, 120.0 * turn + 60),
        issued_at=datetime(2026, 11, 23, 1, turn % 60, tzinfo=UTC),
        link=f"https://queue.example.gov.cn/t/Kq3vT9xWm2RbY7cPzL{turn:04}",
    )
    return cast("Layout", paper_json(paper, hall, hall.notices))


@contextmanager
def _demo(hall: str, data: Path, options: Options) -> Iterator[dict[str, Any]]:
    port = free_port()
    command = ["queue_server", "demo", "--hall", hall, "--port", str(port), "--data", str(data)]
    with _process([*command, "--async-mode", options.async_mode], {}):
        until = time.monotonic() + PATIENCE_S
        while not (data / "demo.json").exists():
            if time.monotonic() > until:
                raise RuntimeError(f"the demonstration of {hall} does not start")
            time.sleep(0.05)
        yield json.loads((data / "demo.json").read_text("utf-8"))


@contextmanager
def _agent(site: dict[str, Any], sink: PaperSink, spool: Path) -> Iterator[None]:
    command = ["ticket_printer", "run", "--server", str(site["url"]), "--spool", str(spool)]
    command += ["--printer", f"tcp://127.0.0.1:{sink.port}", "--log-level", "WARNING"]
    with _process(command, {"LUNHOU_TOKEN": site["tokens"]["kiosk"]}):
        yield


@contextmanager
def _process(module: list[str], environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", *module],
        stdout=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_S)


def _percentile(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]

"""How long the program takes until it answers."""

import socket
import subprocess
import sys
import tempfile
import time

from bench.load import HOST
from bench.results import Row, Spread
from bench.running import Options

PATIENCE_S = 120.0


def start(options: Options) -> list[Row]:
    """``queue-server run`` on a new installation and on one that exists, against an import of Flask."""
    bare = [_seconds([sys.executable, "-c", "import flask"]) for _ in range(options.turns)]
    first, again = [], []
    for _ in range(options.turns):
        with tempfile.TemporaryDirectory(prefix="lunhou-bench-") as data:
            first.append(_until_ready(data, options))
            again.append(_until_ready(data, options))
    return [
        Row(
            measure="start to ready",
            figure=f"{Spread(again).median:.2f} s (a new installation {Spread(first).median:.2f} s)",
            against=f"python -c 'import flask' {Spread(bare).median:.2f} s",
            ratio=Spread([a / b for a, b in zip(again, bare, strict=True)]),
            repeat="python -m bench start",
        )
    ]


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began


def _until_ready(data: str, options: Options) -> float:
    port = free_port()
    command = [sys.executable, "-m", "queue_server", "run", "--data", data, "--port", str(port)]
    command += ["--async-mode", options.async_mode, "--log-level", "WARNING"]
    began = time.perf_counter()
    process = subprocess.Popen(command)
    try:
        while not _is_ready(port):
            if time.perf_counter() - began > PATIENCE_S or process.poll() is not None:
                raise RuntimeError("the server did not become ready")
            time.sleep(0.005)
        return time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(timeout=30)


def _is_ready(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=5) as connection:
            connection.sendall(f"GET /readyz HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
            return connection.recv(64).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])

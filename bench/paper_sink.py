"""A printer that takes everything at once and says when the first byte of each ticket came."""

import queue
import re
import socket
import threading
import time
from types import TracebackType
from typing import Self

_QUESTION = re.compile(rb"\x10\x04[\x01-\x04]")
_CONFIRM = b"\x1dr\x01"
_WELL, _PAPER = b"\x12", b"\x00"


class PaperSink:
    """Listens on 127.0.0.1; `began` gets the moment (monotonic) of each ticket's first byte."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.began: queue.Queue[float] = queue.Queue()
        self.ended: queue.Queue[float] = queue.Queue()

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client:
                self._serve_one(client)

    def _serve_one(self, client: socket.socket) -> None:
        has_begun, tail = False, b""
        while data := _received(client):
            at = time.monotonic()
            questions = _QUESTION.findall(data) if not has_begun else []
            client.sendall(_WELL * len(questions))
            if not has_begun and len(data) > sum(map(len, questions)):
                has_begun = True
                self.began.put(at)
            tail = (tail + data)[-len(_CONFIRM) :]
            if has_begun and tail == _CONFIRM:
                client.sendall(_PAPER)
                self.ended.put(time.monotonic())


def _received(client: socket.socket) -> bytes:
    try:
        return client.recv(65_536)
    except ConnectionError:
        return b""

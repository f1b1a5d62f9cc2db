"""A network printer: TCP, usually port 9100.

Such a printer serves one client at a time and keeps it, so nothing is pooled; and a connection that
the printer closed while it was idle swallows a whole ticket without an error.
"""

import socket

_CHUNK = 4096
_BUFFER = 16_384


class TcpLink:
    """A connection to `place`, its host and port."""

    bytes_per_s = None
    remembers = False

    def __init__(self, place: tuple[str, int], *, connect_s: float) -> None:
        self._socket = socket.create_connection(place, timeout=connect_s)
        # A kernel that swallows the whole ticket would hide that the printer takes nothing.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes, *, stall_s: float) -> None:
        self._socket.settimeout(stall_s)
        for start in range(0, len(data), _CHUNK):
            self._socket.sendall(data[start : start + _CHUNK])

    def receive(self, *, within_s: float) -> bytes:
        self._socket.settimeout(max(0.001, within_s))
        try:
            data = self._socket.recv(_CHUNK)
        except TimeoutError:
            return b""
        if not data:
            raise ConnectionResetError("the printer has closed the connection")
        return data

    def close(self) -> None:
        self._socket.close()

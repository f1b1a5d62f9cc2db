"""WebSockets by hand: clients that read as slowly as they are told."""

import socket
import struct
from contextlib import contextmanager

_SHORT, _MIDDLE = 126, 127


AN_OFFICER = (b'{"token":"officer"}', b'{"hall":"guangdong","audience":"counter"}')


@contextmanager
def joined(server, *, buffer, as_one=AN_OFFICER):
    """A connection with a receive buffer of its own that has joined, as an officer if nothing is said.

    ``as_one``: how it is known, and what it joins. All that came until then is read, so the next byte
    is the first of a frame.
    """
    auth, place = as_one
    with socket.socket() as connection:
        connection.settimeout(20)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += _exactly(connection, 1)
        send_frame(connection, b"40/live," + auth)
        send_frame(connection, b'42/live,0["join",' + place + b"]")
        for payload in payloads(connection, at_a_time=65_536):
            if payload.startswith(b"43/live,0["):
                break
        yield connection


def send_frame(connection, payload):
    """A short text frame, masked with zeros."""
    assert len(payload) < _SHORT
    connection.sendall(bytes((0x81, 0x80 | len(payload))) + bytes(4) + payload)


def wait_for_frame(connection, head):
    """The payload of the first short frame that begins so; all before it is dropped."""
    while True:
        first, size = _exactly(connection, 2)
        if size == _SHORT:
            (size,) = struct.unpack(">H", _exactly(connection, 2))
        payload = _exactly(connection, size)
        if first == head:
            return payload


def payloads(connection, *, at_a_time):
    """The texts from the server but for pings, read in pieces of at most so many bytes."""
    while True:
        opcode, size = _exactly(connection, 2)
        assert opcode == 0x81, "something else than whole text"
        if size == _SHORT:
            (size,) = struct.unpack(">H", _exactly(connection, 2))
        elif size == _MIDDLE:
            (size,) = struct.unpack(">Q", _exactly(connection, 8))
        payload = _exactly(connection, size, at_a_time)
        if payload != b"2":
            assert payload[:1] in b"04", payload[:50]
            yield payload


def _exactly(connection, size, at_a_time=64):
    got = b""
    while len(got) < size:
        new = connection.recv(min(at_a_time, size - len(got)))
        assert new, "the server ended the connection"
        got += new
    return got

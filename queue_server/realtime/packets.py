"""What Socket.IO writes and reads on our sockets: JSON by orjson, text only."""

import struct
from typing import Any

import orjson
from socketio import packet

_TEXT = 0x81
_SHORT, _MIDDLE = 126, 1 << 16
_READ = frozenset({packet.CONNECT, packet.DISCONNECT, packet.EVENT, packet.ACK})


class FastJson:
    """The part of the ``json`` module that Socket.IO uses; refuses what nests too deep."""

    @staticmethod
    def dumps(value: object, **_layout: object) -> str:
        """Without spaces, Chinese as it is."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_options: object) -> Any:
        """ValueError for what is no JSON."""
        return orjson.loads(text)


class TextPacket(packet.Packet):  # type: ignore[misc] # Socket.IO publishes no types
    """A packet without binary parts, since nothing here sends them.

    So nobody can announce ten thousand million of them and keep us waiting, and no message that is
    sent is searched for them.
    """

    uses_binary_events = False

    def decode(self, encoded_packet: str | bytes) -> int:
        """ValueError for what is no text packet, or an event without a name."""
        attachments = super().decode(encoded_packet)
        if attachments or self.packet_type not in _READ:
            raise ValueError("not a text packet")
        if self.packet_type == packet.EVENT and not _is_event(self.data):
            raise ValueError("an event without a name")
        return 0


def _is_event(data: object) -> bool:
    return isinstance(data, list) and bool(data) and isinstance(data[0], str)


def text_frame(payload: bytes) -> bytes:
    """A whole WebSocket message from a server, by RFC 6455, 5.2."""
    size = len(payload)
    if size < _SHORT:
        return struct.pack(">BB", _TEXT, size) + payload
    if size < _MIDDLE:
        return struct.pack(">BBH", _TEXT, 126, size) + payload
    return struct.pack(">BBQ", _TEXT, 127, size) + payload

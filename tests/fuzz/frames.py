"""What a rude client says on a WebSocket: broken frames, broken packets, and good ones between them."""

import json
import struct

from hypothesis import strategies as st

PERSONAL = "440106199001011234"
"""Stands in tokens, secrets and names of events, and may stand in no log."""

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.sampled_from([0, -1, 2**53, 2**63, 2**64 - 1, 1e308, PERSONAL, "guangdong", "display"])
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["hall", "audience", "ticket", "sequence", "state", "token", PERSONAL]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=5,
)
NAMES = ["join", "since", "sound", "event", "connect", "disconnect", "__class__", PERSONAL, ""]
QUESTIONS = [
    ["join", {"hall": "guangdong", "audience": "display"}],
    ["join", {"ticket": "secret-77"}],
    ["since", {"sequence": 2**63}],
    ["since", {"sequence": 0}],
    ["sound", {"state": "ready"}],
]
PACKETS = [
    "40/live,",
    f'40/live,{{"token":"{PERSONAL}"}}',
    f'40/{PERSONAL},{{"token":{{}}}}',
    "41/live,",
    "40,",
    "44/live,{}",
    f'45{9**9}-/live,["join",{{"_placeholder":true,"num":0}}]',
    '461-/live,3[{"_placeholder":true,"num":-1}]',
    "43/live,1[]",
    f"43/live,{'9' * 5000}[]",
    f'42/live,{"9" * 5000}["join",{{}}]',
    '42/live,["join"',
    "42/live," + "[" * 5000,
    "42/live,7" + '["join",' + '{"a":' * 2000,
    "4",
    "4" * 100,
    "2probe",
    "3probe",
    "5",
    "6",
    "0{}",
    "9",
    "bAAEC",
    "\x1e".join(["3"] * 50),
    "",
]


def frame(payload, *, opcode=1, last=True, reserved=0, masked=True, announced=None):
    """A frame, as right as it is not told to be wrong; ``announced`` is the length that it claims."""
    size = len(payload) if announced is None else announced
    mask = 0x80 if masked else 0
    head = bytes((0x80 * last | reserved << 4 | opcode,))
    if size < 126:
        head += bytes((mask | size,))
    elif size < 65_536:
        head += bytes((mask | 126,)) + struct.pack(">H", size)
    else:
        head += bytes((mask | 127,)) + struct.pack(">Q", size)
    return head + (bytes(4) if masked else b"") + payload


def question(number, *event):
    """An event that asks for an acknowledgement of that number."""
    return frame(f"42/live,{number}{json.dumps(event)}".encode())


@st.composite
def events(draw):
    """A whole text packet of Socket.IO, whatever it asks."""
    event = draw(st.sampled_from(QUESTIONS) | st.tuples(st.sampled_from(NAMES), JSON) | JSON)
    number = draw(st.sampled_from(["", "5", "00", str(2**64)]))
    kind = draw(st.sampled_from(["42", "42", "42", "43", "40", "44"]))
    return f"{kind}/live,{number}{json.dumps(event, ensure_ascii=draw(st.booleans()))}"


TEXTS = st.sampled_from(PACKETS) | events()
PAYLOADS = TEXTS.map(str.encode) | st.binary(max_size=20)
WRONG = st.builds(
    frame,
    PAYLOADS,
    opcode=st.sampled_from([0, 1, 2, 3, 8, 9, 10, 15]),
    last=st.booleans(),
    reserved=st.integers(0, 7),
    masked=st.booleans(),
    announced=st.none() | st.sampled_from([0, 1, 70_000, 2**31, 2**63, 2**64 - 1]),
)
MUCH = {
    **{f"200 times {each!r}": frame(each) * 200 for each in (b"2", b"3", b"4", b"5")},
    "200 acknowledgements": frame(b"43/live,9[]") * 200,
    "200 events": frame(b'42/live,["x"]') * 200,
    "50 pings of the line": frame(b"ping", opcode=9) * 50,
    "a frame that is too large": frame(b"x" * 70_000),
    "fragments that are too large together": frame(b"x" * 60_000, last=False)
    + frame(b"x" * 60_000, opcode=0),
}
"""Named, since nobody wants to read them."""
PIECES = (
    PAYLOADS.map(frame)
    | PAYLOADS.map(lambda payload: frame(payload, opcode=2))
    | WRONG
    | st.sampled_from(sorted(MUCH))
    | st.just(frame(b"\x03\xe8bye", opcode=8))
    | st.binary(max_size=30)
)


@st.composite
def conversations(draw):
    """Bytes to say, or names of ``MUCH``; most say first who they are."""
    opening = [frame(b"40/live,")] if draw(st.integers(0, 3)) else []
    return opening + draw(st.lists(PIECES, max_size=5))


def spoken(conversation):
    """Its bytes."""
    return b"".join(MUCH[each] if isinstance(each, str) else each for each in conversation)

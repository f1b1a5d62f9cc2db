"""What no HTTP client would send: broken heads, bodies that are not as long as they say, many at once."""

import re

from hypothesis import strategies as st

from tests.fuzz.frames import PERSONAL

HOST = b"Host: 127.0.0.1\r\n"
SECRET = PERSONAL.encode()
GET = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
POST = b"POST /api/v1/devices HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
BODY = b'{"hall":"nowhere","kind":"kiosk","name":"x"}'
MUCH = {
    "an address without end": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a header without end": b"GET / HTTP/1.1\r\nCookie: " + SECRET * 10_000 + b"\r\n\r\n",
    "headers without end": b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 2000 + b"\r\n",
    "a body without end": POST + b"Content-Length: 99999999999\r\n\r\n" + SECRET * 5_000,
    "50 at once": GET * 50,
}
"""Named, since nobody wants to read them."""
LINES = st.sampled_from(
    [
        b"GET /healthz HTTP/1.1",
        b"GET /healthz",
        b"GET",
        b"get /healthz http/1.1",
        b"GET /t/%s HTTP/9.9" % SECRET,
        b"GET /t/%s HTTP/9" % SECRET,
        b"GET /t/%s a b" % SECRET,
        b"GET /t/%s" % SECRET,
        b"GET /t/%s HTTP/1.1" % SECRET,
        b"POST /api/v1/tickets/%s/ratings HTTP/1.1" % SECRET,
        b"GET /healthz HTTP/1.1 HTTP/1.1",
        b"GET http://127.0.0.1:x/ HTTP/1.1",
        b"GET //[::1 HTTP/1.1",
        b"GET /%00%ff%zz?%ff=%00 HTTP/1.1",
        b"GET /\x00\xff HTTP/1.1",
        b"GET \xe8\xbd\xae HTTP/1.1",
        b"CONNECT 127.0.0.1:22 HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"PRI * HTTP/2.0",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST /api/v1/devices HTTP/1.1",
        b"",
    ]
)
HEADERS = st.sampled_from(
    [
        b"Host: 127.0.0.1",
        b"Host: \xff\x00",
        b"Host",
        b": x",
        b"Authorization: Bearer %s" % SECRET,
        b"Cookie: lunhou_session=%s" % SECRET,
        b" folded",
        b"X\x00: a\x00b",
        b"X Y: a",
        b"Connection: keep-alive, \xff",
        b"Expect: 100-continue",
        b"Upgrade: websocket",
        b"Upgrade: h2c",
        b"Connection: Upgrade",
        b"Sec-WebSocket-Key: x",
        b"Sec-WebSocket-Version: 99",
        b"Content-Length: 5",
        b"Content-Length: -5",
        b"Content-Length: +5",
        b"Content-Length: 5, 6",
        b"Content-Length: 0x5",
        b"Content-Length: 99999999999999999999999",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: gzip, chunked",
        b"Transfer-Encoding: \xff",
        b"Content-Type: application/json",
        b"Accept-Language: \xff",
        b"Cookie: \xff=\xff; lunhou_session=\xff",
    ]
)
CHUNKS = st.sampled_from(
    [
        b"5\r\nhello\r\n0\r\n\r\n",
        b"zz\r\n",
        b"-5\r\nhello\r\n",
        b"FFFFFFFFFFFFFFFFFF\r\nx",
        b"5\r\nhel",
        b"5;" + b"x" * 5000 + b"\r\nhello\r\n0\r\n\r\n",
        b"0\r\nX: \xff\r\n\r\n",
        b"5\r\nhelloworld\r\n",
        BODY,
        b"",
    ]
)
ENDS = st.sampled_from([b"\r\n", b"\n", b"\r\n\r\n", b"\r", b"\r\n \r\n"])
BROKEN = st.builds(
    lambda line, headers, end, body: (
        line + b"\r\n" + b"".join(each + b"\r\n" for each in headers) + end + body
    ),
    LINES,
    st.lists(HEADERS, max_size=5),
    ENDS,
    CHUNKS | st.binary(max_size=20),
)
SOCKET_ADDRESSES = st.sampled_from(
    [
        b"GET /socket.io/ HTTP/1.1",
        b"GET /socket.io/?EIO=4&transport=polling HTTP/1.1",
        b"GET /socket.io/?EIO=3&transport=websocket HTTP/1.1",
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        b"GET /socket.io/?EIO=4&transport=websocket&sid=x HTTP/1.1",
        b"POST /socket.io/?EIO=4&transport=websocket&sid=%ff HTTP/1.1",
        b"GET /socket.io/?EIO=4&transport=websocket&EIO=x&j=\xff HTTP/1.1",
    ]
)
HANDSHAKES = st.builds(
    lambda line, headers, body: (
        line + b"\r\n" + HOST + b"".join(each + b"\r\n" for each in headers) + b"\r\n" + body
    ),
    SOCKET_ADDRESSES,
    st.lists(HEADERS, max_size=6),
    st.binary(max_size=20),
)
REQUESTS = st.lists(
    BROKEN | HANDSHAKES | st.sampled_from(sorted(MUCH)) | st.just(GET) | st.binary(max_size=40),
    max_size=3,
)
STATUS_LINE = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
NOT_SERVED = {501, 505}
"""A method and a version of HTTP that the server does not know."""


def sent(requests):
    """Their bytes."""
    return b"".join(MUCH[each] if isinstance(each, str) else each for each in requests)


def faults(answers):
    """The statuses that say that the server failed."""
    found = map(int, STATUS_LINE.findall(answers))
    return [status for status in found if status >= 500 and status not in NOT_SERVED]

"""Each way to a phone, against a real server on this machine."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from queue_server.messaging.messengers import Outside, open_messengers
from queue_server.messaging.web_push import WebPush
from queue_server.messaging.webhook import Webhook, signature
from queue_server.settings.server import ServerSettings, SettingsError
from queue_server.use_cases.messages import Gone, Message, NotNow, Subscription, Topic
from tests.messaging.phone import Phone

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
CONTACT = "mailto:hall@example.org"


def a_message(**facts):
    defaults = {
        "id": "7-abc",
        "hall": "guangzhou",
        "ticket": 3,
        "subscription": "abc",
        "topic": Topic.CALLED,
        "facts": {"number": "A003", "counter": 5, "attempt": 1},
        "created_at": NOW,
        "good_until": NOW + timedelta(minutes=5),
        "next_at": NOW,
    }
    return Message(**(defaults | facts))


def to(channel, address):
    return Subscription(
        id="abc", hall="guangzhou", ticket=3, channel=channel, address=address, language="zh-CN"
    )


def a_web_push(key=b"k" * 32, hosts=("127.0.0.1",)):
    return WebPush(key, hosts=hosts, contact=lambda: CONTACT, clock=NOW.timestamp)


def unpacked(token):
    """The claims of a signature, and whether a public key has made it."""
    signed, _, given = token.rpartition(".")
    raw = base64.urlsafe_b64decode(given + "==")
    r, s = int.from_bytes(raw[:32]), int.from_bytes(raw[32:])
    claims = json.loads(base64.urlsafe_b64decode(signed.partition(".")[2] + "=="))

    def is_of(key):
        point = base64.urlsafe_b64decode(key + "==")
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        try:
            public.verify(encode_dss_signature(r, s), signed.encode(), ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True

    return claims, is_of


# -- web push -----------------------------------------------------------------------------------


def test_a_push_is_read_by_its_phone_and_by_nobody_else(receiver):
    phone, other = Phone(receiver.url), Phone(receiver.url)

    a_web_push().deliver(a_message(), to("web_push", phone.address), "A003 请到 5 号窗口。")

    ((_, _, body),) = receiver.got
    assert phone.read(body) == {
        "id": "7-abc",
        "topic": "called",
        "text": "A003 请到 5 号窗口。",
        "number": "A003",
        "counter": 5,
        "attempt": 1,
    }
    assert b"A003" not in body
    with pytest.raises(Exception, match=r"."):
        other.read(body)


def test_a_push_is_signed_by_the_installation_for_this_service(receiver):
    push, phone = a_web_push(), Phone(receiver.url)

    push.deliver(a_message(), to("web_push", phone.address), "")

    ((_, headers, _),) = receiver.got
    scheme, _, rest = headers["Authorization"].partition(" ")
    token, key = (each.partition("=")[2] for each in rest.split(", "))
    claims, is_of = unpacked(token)
    assert (scheme, key, is_of(key)) == ("vapid", push.public()["key"], True)
    assert not is_of(a_web_push(b"x" * 32).public()["key"])
    assert claims == {
        "aud": receiver.url.removesuffix("/push/abc"),
        "exp": int(NOW.timestamp()) + 12 * 3_600,
        "sub": CONTACT,
    }
    assert (headers["TTL"], headers["Content-Encoding"]) == ("300", "aes128gcm")


def test_an_installation_keeps_its_key():
    assert a_web_push().public() == a_web_push().public()


def test_only_known_push_services_are_spoken_to():
    push = a_web_push(hosts=("push.example", "127.0.0.1"))
    phone = Phone("")

    def takes(endpoint):
        return push.accepts({**phone.address, "endpoint": endpoint})

    assert takes("https://push.example/x")
    assert takes("https://eu.push.example/x")
    wrong = (
        *("http://push.example/x", "https://evilpush.example/x", "https://push.example.evil/x"),
        *("https://10.0.0.1/", "ftp://127.0.0.1/", "https://", "", "https://[", "file:///etc/x"),
    )
    assert [each for each in wrong if takes(each)] == []


@pytest.mark.parametrize(
    "change",
    [{"p256dh": "AAAA"}, {"auth": "AAAA"}, {"auth": "€"}, {"more": "x"}, {"p256dh": "A" * 87}],
)
def test_what_are_no_keys_is_no_address(change):
    push, phone = a_web_push(), Phone("http://127.0.0.1/x")

    assert push.accepts(phone.address)
    assert not push.accepts({**phone.address, **change})


@pytest.mark.parametrize("status", [404, 410])
def test_a_phone_that_wants_no_more_is_gone(receiver, status):
    receiver.answers = [status]

    with pytest.raises(Gone):
        a_web_push().deliver(a_message(), to("web_push", Phone(receiver.url).address), "")


@pytest.mark.parametrize("status", [301, 400, 413, 429, 500, 503])
def test_every_other_answer_is_tried_again_and_nobody_is_followed(receiver, status):
    receiver.answers = [status]
    receiver.headers = {"Retry-After": "40", "Location": receiver.url}

    with pytest.raises(NotNow) as refused:
        a_web_push().deliver(a_message(), to("web_push", Phone(receiver.url).address), "")

    assert (refused.value.after_s, len(receiver.got)) == (40.0, 1)


def test_a_service_that_is_away_is_tried_again_and_its_address_told_to_no_log():
    phone = Phone("http://127.0.0.1:1/secret-endpoint")

    with pytest.raises(NotNow) as refused:
        a_web_push().deliver(a_message(), to("web_push", phone.address), "")

    assert str(refused.value) == "ConnectionError"


# -- the webhook ----------------------------------------------------------------------------------


def test_a_webhook_gets_signed_json_with_an_id(receiver):
    hook = Webhook(receiver.url, "shared", clock=lambda: 1_000.5)

    hook.deliver(a_message(), to("webhook", {"to": "13800000000"}), "A003 请到 5 号窗口。")

    ((_, headers, body),) = receiver.got
    assert json.loads(body) == {
        "id": "7-abc",
        "topic": "called",
        "hall": "guangzhou",
        "number": "A003",
        "counter": 5,
        "attempt": 1,
        "language": "zh-CN",
        "text": "A003 请到 5 号窗口。",
        "to": "13800000000",
    }
    assert (headers["X-Lunhou-Id"], headers["X-Lunhou-Timestamp"]) == ("7-abc", "1000")
    assert headers["X-Lunhou-Signature"] == f"sha256={signature(b'shared', '1000', body)}"
    assert headers["X-Lunhou-Signature"] != f"sha256={signature(b'other', '1000', body)}"


def test_a_mistake_at_the_hall_s_own_receiver_loses_nobody(receiver):
    receiver.answers = [404]

    with pytest.raises(NotNow):
        Webhook(receiver.url, "shared").deliver(a_message(), to("webhook", {"to": "1"}), "")


def test_an_address_of_a_webhook_is_one_word():
    hook = Webhook("http://127.0.0.1/", "shared")

    good = [{"to": "+86-138"}, {"to": "o" * 128}]
    bad = [{}, {"to": ""}, {"to": "a b"}, {"to": "x" * 129}, {"to": "1", "more": "2"}]
    assert [hook.accepts(each) for each in good + bad] == [True] * 2 + [False] * 5


def test_a_webhook_that_asks_for_telephone_numbers_takes_nothing_else():
    hook = Webhook("http://127.0.0.1/", "shared", asks="telephone")

    good = [{"to": "13800000000"}, {"to": "+8613800000000"}]
    bad = [{"to": "1380"}, {"to": "+86-138"}, {"to": "oFx1"}, {"to": "1" * 16}]
    assert hook.public() == {"asks": "telephone"}
    assert [hook.accepts(each) for each in good + bad] == [True] * 2 + [False] * 4


# -- which there are --------------------------------------------------------------------------------


def opened(tmp_path, **settings):
    made = ServerSettings(data=tmp_path, **settings)
    outside = Outside(settings=made, push_key=b"k", public_url=lambda: "https://hall.example")
    return sorted(open_messengers(outside))


def test_messengers_are_found_by_their_names(tmp_path):
    hook = {"webhook_url": "http://127.0.0.1/", "webhook_secret": "s"}

    assert opened(tmp_path) == []
    assert opened(tmp_path, messages="web_push,webhook", **hook) == ["web_push", "webhook"]


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"messages": "pigeon"}, "pigeon"),
        ({"messages": "webhook"}, "webhook_url"),
        ({"messages": "webhook", "webhook_url": "http://x/"}, "webhook_secret"),
    ],
)
def test_a_messenger_that_cannot_be_is_told_at_the_start(tmp_path, settings, why):
    with pytest.raises(SettingsError, match=why):
        opened(tmp_path, **settings)

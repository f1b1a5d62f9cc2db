"""The voice on the wire: the bank's clips, the hall's own, what was rendered; from a ticket to its call."""

import json
import time
from contextlib import contextmanager

import pytest

from queue_server.realtime import async_mode
from queue_server.web import sounds
from tests.house.tree import ROOT
from tests.web.a_server import AT, serving

CLIP = "zh-CN/pair/12"
NAME = f"{'a' * 64}.mp3"


def record(hall, name, content=b"our own voice"):
    path = hall.server.settings.data / "recordings" / f"{name}.mp3"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def render(hall, name, content=b"a sound"):
    folder = hall.server.settings.data / "speech"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)


def fetched(hall, path):
    with hall.client.get(path) as answer:
        return answer.status_code, answer.mimetype, answer.data


def test_a_clip_is_the_bank_s(hall):
    bank = (ROOT / "sounds" / f"{CLIP}.mp3").read_bytes()

    assert fetched(hall, f"/sounds/{CLIP}.mp3") == (200, "audio/mpeg", bank)


def test_a_hall_s_own_recording_is_served_in_its_place(hall):
    record(hall, CLIP)

    assert fetched(hall, f"/sounds/{CLIP}.mp3") == (200, "audio/mpeg", b"our own voice")
    assert fetched(hall, "/sounds/zh-CN/pair/13.mp3")[0] == 200


def test_a_recording_of_a_clip_that_the_bank_lacks_is_served_too(hall):
    record(hall, "zh-CN/counter/61")

    assert fetched(hall, "/sounds/zh-CN/counter/61.mp3")[2] == b"our own voice"


def test_every_clip_of_the_bank_can_be_recorded(hall):
    names = json.loads((ROOT / "sounds/manifest.json").read_text("utf-8"))["clips"]
    refused = {name for name in names if not sounds._RECORDED.fullmatch(f"{name}.mp3")}

    record(hall, "en/phrase/kiosk_appointment_reader")

    assert refused == set()
    assert fetched(hall, "/sounds/en/phrase/kiosk_appointment_reader.mp3")[2] == b"our own voice"


def test_a_recording_of_the_chime_is_served(hall):
    record(hall, "chime", b"bell")

    assert fetched(hall, "/sounds/chime.mp3")[2] == b"bell"


def test_without_recordings_the_manifest_is_the_bank_s(hall):
    bank = (ROOT / "sounds/manifest.json").read_bytes()

    assert fetched(hall, "/sounds/manifest.json") == (200, "application/json", bank)


def test_the_manifest_says_what_the_hall_has_recorded_and_nothing_more_of_it(hall):
    bank = json.loads((ROOT / "sounds/manifest.json").read_text("utf-8"))["clips"]
    record(hall, CLIP)
    record(hall, "zh-CN/counter/61")
    record(hall, "no clip's name at all/..x")

    clips = json.loads(fetched(hall, "/sounds/manifest.json")[2])["clips"]

    changed = {name: clip for name, clip in clips.items() if clip != bank.get(name)}
    assert changed == {
        CLIP: {"text": bank[CLIP]["text"], "engine": "recording", "recorded": True},
        "zh-CN/counter/61": {"text": "", "engine": "recording", "recorded": True},
    }
    assert set(bank) - set(clips) == set()


def test_rendered_speech_is_kept_by_browsers_for_good(hall):
    render(hall, NAME)

    with hall.client.get(f"/speech/{NAME}") as answer:
        assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/mpeg", b"a sound")
        assert answer.headers["Cache-Control"] == "no-cache, max-age=31536000, immutable" or (
            answer.cache_control.max_age,
            answer.cache_control.immutable,
            answer.cache_control.public,
        ) == (31_536_000, True, True)


@pytest.mark.parametrize(
    "name",
    [
        f"{'b' * 64}.mp3",
        "lock",
        "tmpabc.unfinished",
        f"{'A' * 64}.mp3",
        f"{'a' * 63}.mp3",
        f"{'a' * 64}.mp3.unfinished",
        "../lunhou.db",
        "..%2flunhou.db",
        "%2e%2e/secrets.json",
    ],
)
def test_nothing_else_of_the_folder_is_served(hall, name):
    render(hall, "lock")
    render(hall, "tmpabc.unfinished")
    render(hall, f"{'a' * 64}.mp3.unfinished")

    assert fetched(hall, f"/speech/{name}")[0] == 404


@pytest.mark.parametrize(
    "name", ["../lunhou.db", "../secrets.json", "%2e%2e/lunhou.db", "x/../../y"]
)
def test_recordings_open_no_other_folder(hall, name):
    record(hall, CLIP)

    assert fetched(hall, f"/sounds/{name}")[0] == 404


# -- from a ticket to its call -----------------------------------------------------------


@contextmanager
def rendering(folder, speech="null"):
    with serving(folder, speech=speech) as hall:
        async_mode.spawn(hall.server.mode, hall.server.voices.run)
        yield hall


def until(question, within_s=20):
    end = time.monotonic() + within_s
    while not question() and time.monotonic() < end:
        time.sleep(0.02)
    return question()


def spoken(hall):
    """How many clips the better voice says, for each language of the last call on the board."""
    said = hall.get(f"{AT}/board").json["calls"][0]["announcement"]
    return [each.get("rendered", {}).get("replaces") for each in said]


def metrics(hall):
    lines = hall.server.metrics.text().decode().splitlines()
    return {line for line in lines if line.startswith("lunhou_speech")}


@pytest.mark.slow
def test_a_ticket_s_number_is_rendered_when_it_is_issued_and_goes_with_its_call(tmp_path):
    with rendering(tmp_path) as hall:
        hall.take()
        assert until(lambda: len(list((tmp_path / "speech").glob("*.wav"))) == 2)
        hall.sit()
        hall.call()

        assert spoken(hall) == [2, 2]
        for each in hall.get(f"{AT}/board").json["calls"][0]["announcement"]:
            assert fetched(hall, each["rendered"]["url"])[:2] == (200, "audio/x-wav")
        assert until(lambda: 'lunhou_speech_rendered_total{engine="null"} 2.0' in metrics(hall))
        assert {
            'lunhou_speech_breaker_open{engine="null"} 0.0',
            "lunhou_speech_cache_bytes 6488.0",
        } <= metrics(hall)


@pytest.mark.slow
def test_a_call_that_comes_before_its_number_is_rendered_waits_for_nothing(tmp_path):
    with serving(tmp_path, speech="null") as hall:  # nobody renders here
        hall.take()
        hall.sit()
        hall.call()

        assert spoken(hall) == [None, None]


def test_without_a_better_voice_the_bank_speaks_alone(hall):
    hall.take()
    hall.sit()
    hall.call()

    assert spoken(hall) == [None, None]
    assert hall.server.voices._issued.empty()

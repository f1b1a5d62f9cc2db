"""Pictures and videos: what comes is looked at, written anew, listed, shown and deleted."""

from io import BytesIO
from random import Random

import pytest
from PIL import Image

from tests.web.a_server import AT, HALL

MIB = 1024 * 1024


def a_picture(size=(40, 30), form="PNG", colour="navy", **more):
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, form, **more)
    return file.getvalue()


def a_box(kind, content=b""):
    return (8 + len(content)).to_bytes(4) + kind + content


AN_MP4 = a_box(b"ftyp", b"isom") + a_box(b"moov", bytes(20)) + a_box(b"mdat", bytes(90))
A_WEBM = bytes.fromhex("1a45dfa3 87 4282 84") + b"webm" + bytes.fromhex("18538067 84") + bytes(4)


def add(hall, raw, content_type="image/png", *, query="", **how):
    headers = {"Content-Type": content_type}
    return hall.post(f"{AT}/media{query}", raw=raw, headers=headers, by="boss", **how)


def served(hall, url, **headers):
    with hall.client.get(url, headers=headers) as answer:
        return answer, answer.data


def listed(hall):
    return [each["id"] for each in hall.get(f"{AT}/media", by="boss").json["media"]]


def files(hall):
    folder = hall.server.settings.data / "media" / HALL
    return sorted(file.name for file in folder.glob("*")) if folder.exists() else []


def refusal(answer):
    return answer.status_code, answer.json["code"]


def test_a_picture_is_listed_served_and_has_its_turn(hall):
    answer = add(hall, a_picture())
    medium = answer.json

    assert (answer.status_code, listed(hall)) == (201, [medium["id"]])
    answer, data = served(hall, medium["url"])
    headers = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    assert [answer.headers[name] for name in headers] == [
        "image/png",
        "nosniff",
        "default-src 'none'; sandbox",
    ]
    assert (len(data), Image.open(BytesIO(data)).size) == (medium["size"], (40, 30))
    turn = {name: medium[name] for name in ("id", "kind", "url", "seconds", "text")}
    assert hall.get(f"{AT}/board").json["media"] == [turn]
    assert (turn["kind"], turn["seconds"], turn["text"]) == ("image", 12, None)


def test_a_picture_keeps_nothing_but_what_can_be_seen(hall):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "taken at home"
    medium = add(hall, a_picture((4000, 100), "JPEG", exif=exif), "image/jpeg").json
    _, data = served(hall, medium["url"])

    picture = Image.open(BytesIO(data))
    assert (picture.size, dict(picture.getexif())) == ((96, 3840), {})
    assert b"taken at home" not in data


@pytest.mark.parametrize(("raw", "form"), [(AN_MP4, "video/mp4"), (A_WEBM, "video/webm")])
def test_a_video_is_kept_as_it_is_and_can_be_read_in_parts(hall, raw, form):
    medium = add(hall, raw, form).json
    part, data = served(hall, medium["url"], Range="bytes=4-7")

    assert (medium["kind"], medium["seconds"]) == ("video", 60)
    assert (part.status_code, data, part.mimetype) == (206, raw[4:8], form)


NOISE = Random(1).randbytes(3000)
WRONG = {
    "no picture": (NOISE, "image/png"),
    "nothing": (b"", "image/png"),
    "half a picture": (a_picture((400, 300), colour="red")[:-60], "image/png"),
    "a picture of another kind": (a_picture(form="JPEG"), "image/png"),
    "a program": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml"),
    "a page": (b"<!doctype html>", "text/html"),
    "more pixels than any screen": (a_picture((20_000, 4_000)), "image/png"),
    "no video": (NOISE, "video/mp4"),
    "half a video": (AN_MP4[:-1], "video/mp4"),
    "a video without pictures": (a_box(b"ftyp", b"isom"), "video/mp4"),
    "a video of another kind": (A_WEBM, "video/mp4"),
    "half a video of another kind": (A_WEBM[:-1], "video/webm"),
    "an empty video": (b"", "video/webm"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_shown_is_refused_and_leaves_nothing_behind(hall, name):
    answer = add(hall, *WRONG[name])

    assert (refusal(answer), listed(hall), files(hall)) == ((422, "invalid"), [], [])


def test_a_picture_of_50_mib_is_refused_before_it_is_read(hall):
    class Unread(BytesIO):
        def read(self, *_):
            raise AssertionError("somebody reads it")

    answer = hall.client.open(
        f"/api/v1{AT}/media",
        method="POST",
        input_stream=Unread(),
        environ_overrides={"CONTENT_LENGTH": str(50 * MIB), "CONTENT_TYPE": "image/png"},
        headers={"Authorization": "Bearer token-of-boss"},
    )

    assert (refusal(answer), files(hall)) == ((413, "too_large"), [])
    assert answer.json["details"] == {"most_bytes": 8 * MIB}


def test_other_bodies_are_as_small_as_ever(hall):
    answer = hall.put(f"{AT}/notices", {"notices": [{"zh-CN": "长" * 400}] * 60}, by="boss")

    assert refusal(answer) == (413, "too_large")


def test_the_order_the_duration_and_the_words_are_a_manager_s(hall):
    first, second, third = (
        add(hall, a_picture(colour=each)).json for each in ("red", "tan", "blue")
    )
    words = {"zh-CN": "交通指引", "en": "How to get here"}
    turns = [
        {"id": third["id"], "seconds": 20, "text": words},
        {"id": first["id"], "seconds": 8, "shown": False},
    ]
    answer = hall.put(f"{AT}/media", {"media": turns, "version": 3}, by="boss")

    assert [(each["id"], each["seconds"], each["shown"]) for each in answer.json["media"]] == [
        (third["id"], 20, True),
        (first["id"], 8, False),
        (second["id"], 12, False),
    ]
    shown = hall.get(f"{AT}/board").json["media"]
    assert [(each["id"], each["text"]) for each in shown] == [(third["id"], words)]


def test_a_list_that_another_manager_has_changed_is_not_written_over(hall):
    kept, gone = (add(hall, a_picture(colour=each)).json["id"] for each in ("red", "tan"))
    turns = [{"id": each, "seconds": 9} for each in (gone, kept)]
    hall.delete(f"{AT}/media/{gone}", by="boss")

    stale = hall.put(f"{AT}/media", {"media": turns, "version": 2}, by="boss")
    unaware = hall.put(f"{AT}/media", {"media": turns}, by="boss")

    assert (refusal(stale), refusal(unaware)) == ((409, "changed_meanwhile"), (404, "not_found"))
    assert listed(hall) == [kept]


def test_what_is_deleted_is_gone_from_the_list_the_board_and_the_disk(hall):
    medium = add(hall, a_picture()).json
    answer = hall.delete(f"{AT}/media/{medium['id']}", by="boss")

    assert (answer.json["media"], hall.get(f"{AT}/board").json["media"], files(hall)) == (
        [],
        [],
        [],
    )
    assert hall.client.get(medium["url"]).status_code == 404
    assert refusal(hall.delete(f"{AT}/media/{medium['id']}", by="boss")) == (404, "not_found")


def test_the_same_file_sent_twice_with_its_key_is_one(hall):
    first = add(hall, a_picture(), key="upload-1")
    again = add(hall, a_picture(), key="upload-1")
    other = add(hall, a_picture(colour="red"), key="upload-1")

    assert (again.json, refusal(other)) == (first.json, (422, "idempotency_key_reused"))
    assert (listed(hall), files(hall)) == ([first.json["id"]], [f"{first.json['id']}.png"])


def test_a_portrait_hangs_over_the_window_and_beside_the_duty_leader(hall):
    old = add(hall, a_picture(), query="?portrait=020331").json
    new = add(hall, a_picture(colour="red"), query="?portrait=020331").json
    hall.sit(3, "chen")
    hall.put(f"{AT}/duty-leader", {"badge": "020331", "name": "陈 警官"}, by="boss")
    board = hall.get(f"{AT}/board").json

    assert (listed(hall), board["media"]) == ([new["id"]], [])
    assert board["counters"][2]["officer"]["photo"] == board["duty_leader"]["photo"] == new["url"]
    assert hall.client.get(old["url"]).status_code == 404
    assert hall.server.portraits.find(HALL, "020331") == new["url"]
    assert refusal(add(hall, AN_MP4, "video/mp4", query="?portrait=1")) == (422, "invalid")


@pytest.mark.parametrize(
    "name", ["..", "secrets.json", "0" * 15, "0" * 16, "%2e%2e%2fsecrets.json"]
)
def test_nothing_but_media_is_served_there(hall, name):
    assert hall.client.get(f"/media/{HALL}/{name}").status_code == 404
    assert hall.client.get(f"/media/nowhere/{'0' * 16}").status_code == 404

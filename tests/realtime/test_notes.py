import pytest

from queue_server.realtime.notes import Note, decode_all, encode, encode_all
from tests.realtime.builders import a_call, an_issue


def test_a_note_arrives_as_it_was_said():
    events = Note(by="one", events=(an_issue(1, printer="p1"), a_call(2)))
    rights = Note(by="two", rights_changed=True, session="ab12")

    arrived = decode_all(encode_all([encode(events), encode(rights)]), but="three")

    assert arrived == [events, rights]


def test_what_one_said_itself_is_nothing_new():
    message = encode_all([encode(Note(by="one", events=(a_call(1),))), encode(Note(by="two"))])

    assert decode_all(message, but="one") == [Note(by="two")]


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"nonsense",
        b'[{"by": "x"}]',
        b"[1]",
        encode_all([encode(Note(by="x", events=(a_call(1),)))]).replace(b"_called", b"_unheard_of"),
    ],
)
def test_a_message_that_is_none_of_ours_is_refused(message):
    with pytest.raises(ValueError, match="no note"):
        decode_all(message, but="me")

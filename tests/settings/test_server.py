import pytest

from queue_server.settings.server import SettingsError, read_settings


def settings(**environ):
    named = {f"LUNHOU_{name.upper()}": value for name, value in environ.items()}
    return read_settings({"data": "/x"}, named)


def test_the_best_voice_that_needs_no_internet_is_used_where_it_is_installed():
    assert (settings().speech, settings().speech_cache_mb) == ("kokoro,espeak-ng", 200)


@pytest.mark.parametrize(
    ("asked", "speech"),
    [
        ("gtts", "gtts"),
        ("kokoro, gtts , espeak-ng", "kokoro,gtts,espeak-ng"),
        ("none", "none"),
        ("", "none"),
    ],
)
def test_what_renders_speech_is_named_in_order(asked, speech):
    assert settings(speech=asked).speech == speech


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("speech", "siri,kokoro", "speech: siri: none of kokoro, gtts, espeak-ng, null, none"),
        ("speech_cache_mb", "0", "speech_cache_mb: 0 is not from 1 to 100000"),
        (
            "speech_cache_mb",
            "much",
            "speech_cache_mb: invalid literal for int() with base 10: 'much'",
        ),
    ],
)
def test_a_voice_that_cannot_be_meant_is_a_fault(name, value, fault):
    with pytest.raises(SettingsError) as error:
        settings(**{name: value})

    assert error.value.faults == [fault]

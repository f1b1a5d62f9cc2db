from types import SimpleNamespace

from queue_server.web.metrics import Metrics


def test_sockets_that_were_cut_off_are_counted():
    metrics = Metrics()
    metrics.cut_off()
    metrics.cut_off()

    lines = metrics.text().decode().splitlines()
    assert [line for line in lines if line.startswith("lunhou_sockets_cut_off_total")] == [
        "lunhou_sockets_cut_off_total 2.0"
    ]


def test_rendered_speech_is_counted_by_who_spoke_and_who_failed():
    metrics = Metrics()
    for engine, failed, resting in (
        ("kokoro", [], []),
        ("kokoro", ["gtts: 429"], []),
        (None, ["gtts: 429"], ["gtts"]),
    ):
        metrics.speech(
            SimpleNamespace(
                engine=engine, seconds=0.5, failed=failed, resting=resting, cache_bytes=700
            )
        )

    lines = metrics.text().decode().splitlines()
    assert {
        line for line in lines if line.startswith("lunhou_speech") and "_created" not in line
    } == {
        'lunhou_speech_rendered_total{engine="kokoro"} 2.0',
        'lunhou_speech_seconds_total{engine="kokoro"} 1.0',
        'lunhou_speech_failed_total{engine="gtts"} 2.0',
        'lunhou_speech_breaker_open{engine="kokoro"} 0.0',
        'lunhou_speech_breaker_open{engine="gtts"} 1.0',
        "lunhou_speech_cache_bytes 700.0",
    }


def test_where_several_answer_at_one_address_each_figure_says_whose_it_is():
    metrics = Metrics(worker=2)
    metrics.watch(lambda: False)
    metrics.sound("guangdong", "d1", "ready")

    lines = [line for line in metrics.text().decode().splitlines() if not line.startswith("#")]
    assert 'lunhou_display_sound{device="d1",hall="guangdong",worker="2"} 1.0' in lines
    assert 'lunhou_message_queue_open{worker="2"} 0.0' in lines
    assert [line for line in lines if 'worker="2"' not in line] == []

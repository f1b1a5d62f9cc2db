from queue_server.web.metrics import Metrics


def test_sockets_that_were_cut_off_are_counted():
    metrics = Metrics()
    metrics.cut_off()
    metrics.cut_off()

    lines = metrics.text().decode().splitlines()
    assert [line for line in lines if line.startswith("lunhou_sockets_cut_off_total")] == [
        "lunhou_sockets_cut_off_total 2.0"
    ]

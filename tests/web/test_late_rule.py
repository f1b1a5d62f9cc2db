"""Routes are found at once; the way back from names to an address is made when somebody asks."""

from flask import Flask, url_for
from werkzeug.routing import Rule

from queue_server.web.late_rule import LateRule


def an_application():
    app = Flask(__name__, static_folder=None)
    app.url_rule_class = LateRule
    app.add_url_rule(
        "/halls/<hall>/counters/<int:counter>", "counter", lambda hall, counter: f"{hall} {counter}"
    )
    app.add_url_rule("/", "start", lambda: "start")
    return app


def test_a_route_is_found_and_its_address_made_as_ever():
    app = an_application()

    answer = app.test_client().get("/halls/small/counters/3").text
    with app.test_request_context():
        address = url_for("counter", hall="大厅", counter=3, more="a b")

    assert (answer, address) == ("small 3", "/halls/%E5%A4%A7%E5%8E%85/counters/3?more=a+b")


def test_nothing_is_compiled_before_and_each_way_only_once(monkeypatch):
    compiled, at_once = [], Rule._compile_builder

    def noted(rule, *how):
        compiled.append(rule.endpoint)
        return at_once(rule, *how)

    monkeypatch.setattr(Rule, "_compile_builder", noted)
    app = an_application()
    before = list(compiled)
    with app.test_request_context():
        for _ in range(2):
            url_for("counter", hall="small", counter=3)

    assert (before, compiled) == ([], ["counter"])

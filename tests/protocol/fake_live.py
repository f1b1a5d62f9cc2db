"""A live side in this process: boards, events and what was missed, on command of the test."""

import threading

import socketio
from werkzeug.serving import make_server

NAMESPACE = "/live"


class FakeLive:
    def __init__(self, *, port=0, sequence=10):
        self.sequence = sequence
        self.kept = []
        self.joins = []
        self.asked_since = []
        self.refusal = None
        self.too_old = False
        self.sio = socketio.Server(async_mode="threading", transports=["websocket"])
        self.sio.on("connect", lambda *_: None, namespace=NAMESPACE)
        self.sio.on("join", self._join, namespace=NAMESPACE)
        self.sio.on("since", self._since, namespace=NAMESPACE)
        self.http = make_server("127.0.0.1", port, socketio.WSGIApp(self.sio), threaded=True)
        self.http.daemon_threads = True
        self.port = self.http.server_port
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def stop(self):
        self.drop()
        self.http.shutdown()
        self.http.server_close()

    def drop(self):
        for sid, _ in list(self.sio.manager.get_participants(NAMESPACE, None)):
            self.sio.disconnect(sid, namespace=NAMESPACE)

    def happen(self, count=1, *, telling=True):
        """Let so many events happen; without telling they are lost on the way."""
        for _ in range(count):
            self.sequence += 1
            event = {"hall": "x", "sequence": self.sequence, "previous": self.sequence - 1}
            event |= {"kind": "ticket_called", "at": "2026-11-23T01:00:00.000Z"}
            self.kept.append(event)
            if telling:
                self.sio.emit("event", event, namespace=NAMESPACE)

    def _join(self, _sid, wanted):
        self.joins.append(wanted)
        if self.refusal:
            return {"code": self.refusal, "message": "no"}
        return {"sequence": self.sequence, "board": {"hall": "x", "sequence": self.sequence}}

    def _since(self, _sid, wanted):
        self.asked_since.append(wanted["sequence"])
        if self.too_old:
            return {"code": "too_old", "message": "no"}
        return {"events": [each for each in self.kept if each["sequence"] > wanted["sequence"]]}

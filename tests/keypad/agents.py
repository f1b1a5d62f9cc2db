"""The agent in this process, with a fake hall, a simulated pad and nothing to be heard."""

import queue
import threading
import time
from contextlib import contextmanager

from counter_client.keypad.agent import Agent, Told
from counter_client.keypad.answers import Answers
from counter_client.keypad.asking import Hall
from counter_client.keypad.kept_press import NowhereKept
from counter_client.keypad.key_map import read_key_map
from counter_client.keypad.sender import Sender
from counter_client.keypad.sounds import Tone
from counter_client.keypad.sources import SourceAway, SourceEnded, Why
from counter_client.requests import Place
from counter_client.words import Words
from queue_server.protocol import Client
from queue_server.protocol.client import Patience

KEYS = """
settle_s = 0
[keys]
enter = "go"
plus = "recall"
slash = "transfer"
backspace = "back"
f1 = "rate:5"
[display]
line = "{number}/{waiting}"
"""


class HandPad:
    """A pad whose keys a test presses, and which remembers what it showed."""

    def __init__(self):
        self._events = queue.SimpleQueue()
        self.shown, self.lit, self.opened = [], [], 0
        self.is_away = self.has_ended = False

    def press(self, *events):
        self._events.put(events)

    def open(self):
        if self.is_away:
            raise SourceAway(Why.NOT_FOUND, "hand pad")
        self.opened += 1

    def read(self, timeout_s):
        if self.is_away:
            raise SourceAway(Why.GONE, "hand pad")
        try:
            return self._events.get(timeout=timeout_s)
        except queue.Empty:
            if self.has_ended:
                raise SourceEnded from None
            return ()

    def show(self, text):
        self.shown.append(text)

    def light(self, *, on):
        self.lit.append(on)

    def close(self):
        """Nothing is held."""

    def info(self):
        return "hand pad"


class Ear:
    """Remembers what was heard."""

    def __init__(self):
        self.heard = []

    def tone(self, tone):
        self.heard.append(Tone(tone).value)

    def say(self, number):
        self.heard.append(number)

    def close(self):
        """Nothing plays."""


class Running:
    """An agent that runs; `lines` is what it told."""

    def __init__(self, pad, ear, lines, told, hall):
        self.pad, self.ear, self.lines, self.told, self.hall = pad, ear, lines, told, hall
        self.answered = None
        """Whether the last key was answered, when the agent has ended."""

    def wait(self, count, within_s=10):
        """The lines, of which there are so many unless the time has passed."""
        until = time.monotonic() + within_s
        while len(self.lines) < count and time.monotonic() < until:
            time.sleep(0.01)
        return self.lines


@contextmanager
def an_agent(url, token, *, keys=KEYS, keeper=None, as_json=False, pad=None):
    patience = Patience(connect_s=1, answer_s=5, total_s=0.01)
    client = Client(url, token, language="en", patience=patience)
    hall, told = Hall(client, Place(hall="guangdong", counter=3)), Told()
    key_map, pad, ear, lines = read_key_map(keys), pad or HandPad(), Ear(), []
    sender = Sender(client, hall, keeper or NowhereKept(), tell=told.put)
    answers = Answers(
        Words("en"), pad, ear, screen=key_map.screen, tell=lines.append, as_json=as_json
    )
    stop = threading.Event()
    running = Running(pad, ear, lines, told, hall)

    def run():
        running.answered = Agent(pad, key_map, sender, answers, told).run(stop)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        stop.set()
        thread.join(10)
        sender.close(within_s=5)
        client.close()

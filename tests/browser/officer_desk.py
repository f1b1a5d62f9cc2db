"""The officer's page in a tab, in front of a fake hall, and what a test does there."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.fakes.officer_counters import CounterRoom
from tests.fakes.officer_hall import OfficerHall

REQUESTS = "**/api/**"
SETTLED_MS = 900
WORDS = {
    "zh-CN": {
        "sit": "就座并开窗", "next": "下一位", "start": "开始办理", "complete": "办结", "none": "暂无等候",
        "resume": "恢复叫号", "taken": "窗口已有其他人员就座", "wrong": "用户名或密码不对，请再试一次",
        "locked": "多次输错，账号已暂时锁定，请约 10 分钟后再试，或联系管理员",
        "lost": "与服务器的连接中断，正在重新连接",
        "keys": "按键", "missed": "B046 已记过号", "recalled": "已重呼 B046",
        "security": "请安保人员到3号窗口", "quiet": "请保持安静",
    },
    "en": {
        "sit": "Sit down and open", "next": "Next", "start": "Start", "complete": "Complete",
        "none": "Nobody is waiting",
        "resume": "Resume calling", "taken": "Another officer sits at this counter",
        "wrong": "User name and password do not match; please try again",
        "locked": "Too many wrong tries: the account is locked. "
        "Try again in about 10 min, or ask the administrator",
        "lost": "Connection to the server lost; reconnecting", "keys": "Keys", "missed": "B046 marked missed",
        "recalled": "B046 called again",
        "security": "Security, please", "quiet": "Please keep your voices down",
    },
}  # fmt: skip


class OfficerDesk:
    """The page in a tab, in front of a fake hall."""

    def __init__(self, page: Page, hall: OfficerHall, url: str, language: str) -> None:
        self.page, self.hall, self.room, self.url = page, hall, hall.room, url
        self.language, self.words = language, WORDS.get(language, {})

    def open(self, *, signed_in: bool = True, counter: int | None = 3) -> None:
        self.page.set_viewport_size({"width": 1366, "height": 768})
        about = f"?language={self.language}" + (f"&counter={counter}" if counter else "")
        token = f"#token={self.room.token}" if signed_in else ""
        self.page.goto(f"{self.url}/halls/{self.room.code}/counter{about}{token}")
        expect(self.page.locator(".desk, .sign-in, .own-counter, .counters")).to_be_visible()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def lose_server(self) -> None:
        """No network from now on; Chromium lets a request pass that is made in the same instant."""
        self.page.route(REQUESTS, lambda route: route.abort())
        self.page.context.set_offline(True)

    def find_server(self) -> None:
        self.page.context.set_offline(False)
        self.page.unroute(REQUESTS)

    def settle(self) -> None:
        """As long as the big button wants after it changed its meaning."""
        self.page.wait_for_timeout(SETTLED_MS)

    def expect_big(self, word: str) -> None:
        expect(self.page.locator(".next b")).to_have_text(self.words[word])

    def expect_in_hand(self, number: str) -> None:
        expect(self.page.locator(".ticket-number")).to_have_text(number)

    def expect_error(self, word: str) -> None:
        expect(self.page.get_by_role("alert")).to_have_text(self.words[word])

    def happen(self, act: Callable[[CounterRoom], object]) -> None:
        """Something happens in the hall elsewhere."""
        with self.hall.lock:
            act(self.room)
            self.hall.publish()

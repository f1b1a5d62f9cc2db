"""A page that did not arrive whole begins anew by itself."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hall_process import HallProcess


@pytest.mark.parametrize("missing", ["shared/live.js", "display/main.js", "vendor/preact-core.js"])
def test_a_screen_whose_script_was_lost_on_the_way_begins_anew(
    page: Page, hall: HallProcess, missing: str
) -> None:
    asked = []

    def lose_the_first(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(f"**/static/{missing}*", lose_the_first)
    page.goto(f"{hall.url}/halls/guangdong/display")

    expect(page.locator("footer")).to_be_visible()
    assert len(asked) == 2


def test_a_screen_that_stays_blank_begins_anew(page: Page, hall: HallProcess) -> None:
    page.clock.install()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/static/shared/live.js*", hold)
    page.goto(f"{hall.url}/halls/guangdong/display", wait_until="commit")
    page.wait_for_timeout(1_000)
    page.unroute("**/static/shared/live.js*")
    assert len(held) == 1

    page.clock.run_for(31_000)

    expect(page.locator("footer")).to_be_visible()

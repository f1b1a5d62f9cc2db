"""The officer's page as the server serves it, in front of the fake hall: shell, modules, content policy."""

from tests.browser import fake_hall
from tests.fakes.officer_hall import OfficerHall


def add_pages(hall: OfficerHall) -> OfficerHall:
    hall.app.template_folder = str(fake_hall.WEB / "templates")
    hall.app.after_request(fake_hall.harden)
    hall.app.add_url_rule("/halls/<hall>/<page>", view_func=fake_hall.other_page)
    hall.app.add_url_rule("/static/<folder>/<path:name>", view_func=fake_hall.static_file)
    return hall

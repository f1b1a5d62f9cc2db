"""A morning in which a little of everything happens."""

from queue_server.domain.screen import Screen
from queue_server.domain.service import AppointmentPlan
from queue_server.use_cases import appointments, citizen, day, screens
from queue_server.use_cases.principal import Role
from tests.domain.builders import a_counter, a_hall, a_service, after
from tests.storage.office import Office, an_officer


def the_office_of_the_morning(database):
    """Two services, one by appointment, too; two counters."""
    services = (a_service("A", appointments=AppointmentPlan()), a_service("B"))
    return Office(database, a_hall(services=services, counters=(a_counter(3), a_counter(5))))


def a_morning(database):
    """The office after a morning with everything in it that a hall's tables can hold."""
    office = the_office_of_the_morning(database)
    office.do(day.turn)
    office.do(appointments.book, service="A", starts_at=after(60), code="K7M4Q2")
    first = office.take("A", "elderly", party_size=2, printer="k1", issue="press-1")
    office.take("B")
    office.take("A", "urgent", by=an_officer("desk", Role.DESK), reason="unwell")
    office.sit(3)
    office.sit(5, "wang")
    office.clock.pass_(minutes=2)
    office.serve(3)
    office.call(3)
    office.handle("start", first.number)
    office.clock.pass_(minutes=5)
    office.handle("transfer", first.number, service="B", counter=None)
    office.serve(5, "wang")
    office.call(5, "wang")
    secret = office.ticket(first.number).secret
    office.run(lambda uow: citizen.rate(uow, secret=secret, grade=4, reasons=(), comment=None))
    office.do(
        screens.configure, screen=Screen(id="door", name={"zh-CN": "门口"}), seen=None, by="li"
    )
    yield office
    office.close()

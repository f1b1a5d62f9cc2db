"""Who may grant a class, and for which reasons (绿色通道)?

A hall names the roles that may, and lists the lawful reasons. It may insist on the list; else a reason in
other words is recorded as it was said (decision 0012).
"""

from queue_server.domain.errors import Forbidden, Invalid
from queue_server.domain.hall import Hall
from queue_server.use_cases.principal import Principal


def lawful_reason(hall: Hall, said: str, by: Principal) -> str:
    """The code of a listed reason, or the words; Forbidden for who may not, Invalid for what is none."""
    rules = hall.rules
    if not any(role.value in rules.grant_by for role in by.roles):
        raise Forbidden(needs=sorted(rules.grant_by))
    reason = hall.reason_code(said)
    if not reason or (not rules.own_reasons and reason not in hall.reasons):
        raise Invalid(field="reason")
    return reason

"""A repeated command is answered, not done again.

Every command may carry a key that its sender made. The first answer is kept with the
change, in the same transaction; the same key with the same request gets it again, with
another request it is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from queue_server.domain.errors import IdempotencyKeyReused, Refusal
from queue_server.use_cases.ports import Answer, KeptAnswer, UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """What makes a request recognisable when it comes again."""

    scope: str
    """Whose key it is."""
    key: str
    fingerprint: bytes
    """Digest of the whole request."""


def answer_once(
    uow: UnitOfWork,
    key: Key | None,
    act: Callable[[UnitOfWork], Answer],
    refuse: Callable[[Refusal], Answer],
) -> Answer:
    """Do what is asked, or give the first answer again; IdempotencyKeyReused for another request.

    A refusal is an answer too, and is kept: the same press never gets another one later.
    """
    if key is None:
        return act(uow)
    kept = uow.find_answer(key.scope, key.key)
    if kept is not None:
        if kept.fingerprint != key.fingerprint:
            raise IdempotencyKeyReused
        return replace(kept.answer, is_replay=True)
    try:
        answer = act(uow)
    except Refusal as refusal:
        uow.discard()
        answer = refuse(refusal)
    uow.keep_answer(key.scope, key.key, KeptAnswer(answer=answer, fingerprint=key.fingerprint))
    return answer

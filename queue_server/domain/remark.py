"""What the next officer should know of a person (叫号前提示): words on a ticket, never in the record."""

from hashlib import sha256

DIGITS = 32


def digest(secret: str, remark: str | None) -> str | None:
    """What the record keeps of a remark: nobody guesses the words who has not the ticket's secret."""
    if not remark:
        return None
    return sha256(f"{secret}\n{remark}".encode()).hexdigest()[:DIGITS]

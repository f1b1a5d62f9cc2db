"""The small types that name things, so that two of them are not mistaken for each other."""

from collections.abc import Mapping
from typing import NewType

HallId = NewType("HallId", str)
"""A hall's short name in addresses, such as ``guangdong``."""

TicketId = NewType("TicketId", int)
"""A ticket's number in its hall's record: the sequence of the event that issued it."""

CounterNumber = NewType("CounterNumber", int)
"""What stands over the window: 3."""

Letter = NewType("Letter", str)
"""A service's letter, ``A`` to ``Z`` without I and O."""

ClassCode = NewType("ClassCode", str)
"""A priority class's code, such as ``elderly``."""

Language = NewType("Language", str)
"""A BCP 47 tag, such as ``zh-CN``."""

Texts = Mapping[str, str]
"""One text in several languages: language tag to text."""

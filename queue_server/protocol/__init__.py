"""What travels between the server and its devices, and the client's side of it.

The three device programs know the server only by this package. Importing it pulls in neither
Flask nor anything else of the server.
"""

from queue_server.protocol.client import Client, Refusal, Unreachable, new_key
from queue_server.protocol.messages import PROTOCOL_VERSION, JobState, PrinterState

__all__ = [
    "PROTOCOL_VERSION",
    "Client",
    "JobState",
    "PrinterState",
    "Refusal",
    "Unreachable",
    "new_key",
]

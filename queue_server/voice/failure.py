"""Speech that was not made."""


class SpeechFailed(Exception):
    """An engine could not say some words; the next one is asked, and at last the bank speaks."""

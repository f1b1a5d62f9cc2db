"""The officer's page, keypad and console."""

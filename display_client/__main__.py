"""`python -m display_client`, and the `display-client` program."""

import sys

from display_client.cli import main

if __name__ == "__main__":
    sys.exit(main())

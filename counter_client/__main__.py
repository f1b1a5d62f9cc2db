"""`python -m counter_client`, and the `counter-client` program."""

import sys

from counter_client.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""`python -m socialvalue …` is the same as the command `socialvalue …`."""

import sys

from socialvalue.entrance.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""The window as an executable.

Workers are this same executable: before anything else they must be told apart, or each one would
open a window of its own.
"""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()

    import sys

    from scanner_app.__main__ import main

    sys.exit(main())

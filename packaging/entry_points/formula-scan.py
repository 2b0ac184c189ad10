"""The command line as an executable; see formula-scanner.py for the first lines."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()

    import sys

    from engine.__main__ import main

    sys.exit(main())

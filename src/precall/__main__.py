"""`python -m precall` is the `precall` command."""

from precall.cli import main

if __name__ == "__main__":
    main()

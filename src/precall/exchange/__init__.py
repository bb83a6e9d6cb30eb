"""The memory in other programs' formats, and back."""

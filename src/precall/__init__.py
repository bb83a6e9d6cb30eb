"""precall does the research before a call."""

__version__ = "0.2.0"

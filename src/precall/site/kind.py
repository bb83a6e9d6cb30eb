"""Which kind of page an address is."""

from precall.model.page import PageKind


def kind_of(url: str, link_text: str = "", title: str = "") -> PageKind:
    """The kind of a page by its address, how it is linked and its title."""
    return "other"

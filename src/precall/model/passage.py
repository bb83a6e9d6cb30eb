"""A passage: words that stand together on a page, with the headings above them, as a briefing may show them."""

from typing import Literal, NamedTuple

from precall.model.voice import Voice

Form = Literal["text", "list", "row", "link"]
Region = Literal["header", "nav", "main", "footer", "aside"]


class Passage(NamedTuple):
    """A paragraph, an item of a list or a row of cells.

    `parts` are its sentences (`form` text or list), its cells (row) or the words of a link. Each part, and all of them
    joined by single spaces, stands on the page just so. `headings` are those above it, the outermost first; `region` is
    where on the page it stands, `voice` whose words it is.
    """

    parts: tuple[str, ...]
    headings: tuple[str, ...] = ()
    form: Form = "text"
    region: Region = "main"
    voice: Voice = "owner"

    @property
    def text(self) -> str:
        """The whole passage as it stands on the page."""
        return " ".join(self.parts)

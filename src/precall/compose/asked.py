"""Which question of somebody who prepares a call a piece answers."""

import re
from collections.abc import Mapping, Sequence

from precall.compose.pieces import Piece
from precall.compose.statements import names_a_sum, topic_of_heading
from precall.model.kinds import Asked
from precall.model.page import PageKind
from precall.site.kind import kind_of_topic
from precall.words.match import phrases

_BY_KIND: Mapping[PageKind, Asked] = {
    "about": "people",
    "services": "offers",
    "pricing": "offers",
    "testimonials": "proof",
    "clients": "proof",
    "contact": "reach",
    "faq": "terms",
    "legal": "terms",
}
_DATED: tuple[PageKind, ...] = ("blog", "post", "careers")
"""Pages on which a name is an author's, and a sum a wage or somebody's story."""

_SHORT = 14  # words of a line that tells how to reach them
_REACH = re.compile(r"@|\+?\(?\d[\d ()./-]{6,}\d")


def asked(piece: Piece, names: Sequence[str]) -> Asked:
    """The question that a piece answers; `names` are those of the people, in lower case."""
    one = piece.first
    if one.by:
        return "proof"
    if one.kind in _DATED:
        return "news"
    if names_a_sum(piece.text) and one.kind != "legal":
        return "offers"
    if _REACH.search(piece.text) and (piece.words <= _SHORT or one.region in ("header", "footer")):
        return "reach"
    if one.kind == "legal":
        return "terms"
    if _names_somebody(piece, names):
        return "people"
    if one.form != "text" and phrases("credential", "listing").stand_in(piece.text):
        return "proof"
    if one.heading.endswith("?"):
        return "terms"
    return _BY_KIND.get(kind_of_topic(topic_of_heading(one.heading))) or _BY_KIND.get(one.kind, "offers")


def _names_somebody(piece: Piece, names: Sequence[str]) -> bool:
    """Whether a piece, or the heading above it, names one of the people; `names` are in lower case."""
    said = f"{piece.first.heading} {piece.text}".casefold()
    return any(name in said for name in names)

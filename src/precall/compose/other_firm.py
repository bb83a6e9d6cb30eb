"""Whether the terms of a site are another firm's: "Acme Widgets Ltd ("we", "us")" on the site of somebody else."""

import re
from collections.abc import Iterator, Mapping, Sequence

from precall.compose.spoken import inside, path_of
from precall.extract.legal_form import names_in, without_form
from precall.model.dossier import Observation
from precall.model.fact import Evidence, Fact
from precall.model.page import PageRecord
from precall.sentences import Sentences
from precall.words.match import fold, phrases

_TOKEN = re.compile(r"[^\W_]{2,}")
_BEHIND = 60  # characters
_LONGEST = 2_000  # characters of a line


def other_firm(
    facts: Sequence[Fact], pages: Sequence[PageRecord], texts: Mapping[str, str], sentences: Sentences
) -> Iterator[Observation]:
    """The first firm that legal pages call "we" and that shares no word with the names, the address and the mail of the business."""
    own = " ".join(
        [fold(str(fact.value)) for fact in facts if fact.kind in ("name", "legal_name", "email", "person")]
        + [fold(page.url.split("/")[2]) for page in pages[:1]]
    )
    for page in pages:
        for firm in _speaking(texts.get(page.url, "")) if page.kind == "legal" else ():
            if not any(word in own for word in _TOKEN.findall(fold(without_form(firm)))):
                said = sentences.say("observations.other_firm", firm=inside(firm), page=path_of(page.url))
                yield Observation(said, "know", (Evidence(page.url, firm, "text"),))
                return


def _speaking(text: str) -> Iterator[str]:
    """The firms that a text calls "we" right behind their names, in brackets."""
    for line in text.splitlines():
        for firm in names_in(line[:_LONGEST]):
            behind = line[line.index(firm) + len(firm) :][:_BEHIND].lstrip(" ,.")
            aside = behind[1:].partition(")")[0] if behind.startswith("(") else ""
            if phrases("speech", "we").stand_in(aside):
                yield firm

"""Which reviewers may be named outside the dossier: those who speak for an organisation; the others are "a client"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from precall.model.dossier import Dossier
from precall.model.fact import Fact
from precall.model.kinds import ROWS
from precall.words.match import listed, phrases, vocabulary

_TOKEN = re.compile(r"[^\W_]+")
_NAME_BEHIND = re.compile(r" [^\W\d_a-z]")
_SHORTEST_NAME = 5
_MOST_TOKENS = 5


@dataclass(frozen=True, slots=True)
class Discretion:
    """Replaces the names of private reviewers in a text by words such as "a client"."""

    names: re.Pattern[str] | None
    client: str
    colleague: str
    colleagues: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        """The text without their names."""
        return text if self.names is None else self.names.sub(self._instead, text)

    def _instead(self, name: re.Match[str]) -> str:
        return self.colleague if name[0].casefold() in self.colleagues else self.client


def discretion(dossier: Dossier, client: str, colleague: str) -> Discretion:
    """The names that stay in the dossier: of reviewers without an organisation who are not staff either.

    They become `client`, or `colleague` where their role says that they are a partner or an employee.
    """
    private = _private(dossier)
    if not private:
        return Discretion(None, client, colleague)
    longest_first = sorted(private, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    beside = (quote for quote in dossier.of("testimonial") if works_beside(quote))
    return Discretion(
        pattern, client, colleague, frozenset(quote.text("author").strip().casefold() for quote in beside)
    )


def _private(dossier: Dossier) -> set[str]:
    clients = _clients(dossier)
    public = " / ".join(str(fact.value) for fact in dossier.facts if ROWS[fact.kind].public).casefold()
    authors = (
        quote.text("author").strip() for quote in dossier.of("testimonial") if not speaks_for(quote, clients)
    )
    return {author for author in authors if _is_a_name(author) and author.casefold() not in public}


def _is_a_name(author: str) -> bool:
    """Whether it has the shape of a person's whole name: a single word or a phrase would hide other words too."""
    tokens = _TOKEN.findall(author)
    return len(author) >= _SHORTEST_NAME and 1 < len(tokens) <= _MOST_TOKENS and tokens[0][0].isupper()


def byline(quote: Fact, dossier: Dossier, client: str, colleague: str) -> str:
    """Who said a testimonial: author and role where an organisation stands behind it, else words such as "a client"."""
    if not speaks_for(quote, _clients(dossier)):
        return colleague if works_beside(quote) else client
    return ", ".join(filter(None, (quote.text("author").strip(), quote.text("author_role").strip())))


def works_beside(quote: Fact) -> bool:
    """Whether the role of a testimonial's author is that of a partner, a supplier or an employee."""
    return phrases("judging", "beside").stand_in(quote.text("author_role"))


def speaks_for(quote: Fact, clients: Iterable[str] = ()) -> bool:
    """Whether the author or the role of a testimonial names an organisation."""
    said = f"{quote.text('author')}, {quote.text('author_role')}"
    if any(client in said.casefold() for client in clients):
        return True
    tokens = [token.casefold() for token in _TOKEN.findall(said.replace(".", ""))]
    forms, nouns = vocabulary("organisation", "forms"), listed("organisation", "nouns")
    at = phrases("organisation", "at").each(said)
    return any(token in forms or token.endswith(nouns) for token in tokens) or any(
        _NAME_BEHIND.match(said, found.end()) for found in at
    )


def _clients(dossier: Dossier) -> tuple[str, ...]:
    return tuple(name for client in dossier.of("client") if len(name := str(client.value).casefold()) >= 4)

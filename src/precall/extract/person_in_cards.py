"""People in cards: a name with a role, or names below a heading that announces people."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from precall import words
from precall.extract import names, roles
from precall.extract.names import PersonName
from precall.extract.person_in_prose import role_in_bio
from precall.extract.person_sighting import (
    Found,
    Ground,
    is_heading_of_people,
    may_be_role,
    name_and_role,
    name_and_words,
    run_together,
)
from precall.model.fact import Candidate
from precall.site import cards
from precall.site.class_names import meaning
from precall.site.document import Block
from precall.words.match import Spoken

_TEAM_CLASS = meaning("team")
_ROLE_CLASS = meaning("role")
_LONGEST_LINE = 160
_LOOKED_AT = 4

_Seen = tuple[cards.Card, Block, Found]


def sightings(ground: Ground) -> Iterator[Candidate]:
    """The people that cards name."""
    for group in cards.of(ground.page):
        seen = [sighting for card in group.cards if (sighting := _in_card(ground, card)) is not None]
        if seen:
            announced = _is_announced(ground, group)
            known = sum(found.name.sure >= 0.7 for *_, found in seen) / len(group.cards)
            vouched = sum(bool(found.role) for *_, found in seen) >= max(1, 0.34 * len(seen))
            for card, block, found in seen:
                if not found.role and found.beside and vouched:
                    found = found._replace(role=found.beside)
                yield from _judged(ground, found, block, card, announced, known)


def _is_announced(ground: Ground, group: cards.CardGroup) -> bool:
    if ground.page.kind == "team" or _TEAM_CLASS.search(group.names):
        return True
    return any(is_heading_of_people(heading.text, ground.page.spoken) for heading in group.headings[:2])


def _in_card(ground: Ground, card: cards.Card) -> _Seen | None:
    """The first of a card's blocks that names somebody, with the role beside it."""
    if len(card.blocks) > 30:
        return None
    for place, block in enumerate(card.blocks[:_LOOKED_AT]):
        if not ground.trusts(block):
            return None
        found = _named(block)
        if found is not None and not _is_column(block):
            spoken = ground.page.spoken
            near = found.role or _role_near(card.blocks, place, spoken)
            role = near or _role_in_bio(card.blocks, place, found.name, spoken)
            return card, block, Found(found.name, role, found.beside or _words_below(card.blocks, place))
    return None


def _is_column(block: Block) -> bool:
    """Whether a block heads a column of a table: "Service", "Fee range"."""
    row = block.element.getparent() if block.tag == "th" else None
    return row is not None and len(row) > 1 and all(cell.tag == "th" for cell in row)


def _words_below(blocks: Sequence[Block], place: int) -> str:
    """The short line below a name, which is a role if its neighbours' are."""
    line = blocks[place + 1].text if place + 1 < len(blocks) and not blocks[place + 1].level else ""
    return roles.trimmed(line) if may_be_role(line) else ""


def _named(block: Block) -> Found | None:
    """The name that a block is, or that its first line is, with a role in the lines below."""
    return _named_in(block.lines) if len(block.text) <= _LONGEST_LINE else None


@lru_cache(maxsize=2048)
def _named_in(lines: tuple[str, ...]) -> Found | None:
    text = " ".join(lines)
    together = run_together(text)
    if together is not None:
        return together
    name = names.read(lines[0])
    if name is None and len(lines) == 2:
        name = names.read(text)
    if name is not None:
        below = next((line for line in lines[1:3] if roles.is_role(line)), "")
        return Found(name, roles.trimmed(below))
    in_first = name_and_role(lines[0]) if len(lines) > 1 else None
    return name_and_role(text) or in_first or _beside(text)


def _beside(text: str) -> Found | None:
    found = name_and_words(text)
    return found if found is not None and found.name.sure >= 0.7 else None


def _role_near(blocks: Sequence[Block], place: int, spoken: Spoken) -> str:
    """The role in the next two blocks, or in the one before where it opens the card."""
    before = blocks[:1] if place == 1 else ()
    for block in (*blocks[place + 1 : place + 3], *before):
        line = block.text if len(block.text) <= 100 and len(block.lines) <= 2 else block.lines[0]
        said = roles.is_role(line, spoken) or (_is_called_role(block) and may_be_role(line))
        if said and names.read(line) is None:
            return roles.trimmed(line)
    return ""


def _is_called_role(block: Block) -> bool:
    """Whether a block's class says that it tells somebody's position."""
    names_of_class = block.element.get("class") or ""
    return bool(names_of_class) and _ROLE_CLASS.search(names_of_class.lower()) is not None


def _role_in_bio(blocks: Sequence[Block], place: int, name: PersonName, spoken: Spoken) -> str:
    """The role that the paragraphs below the name tell."""
    if name.alone:
        return ""
    texts = [block.text for block in blocks[place + 1 : place + 4] if not block.level]
    return next((role for text in texts if (role := role_in_bio(text, name, spoken))), "")


def _judged(
    ground: Ground, found: Found, block: Block, card: cards.Card, announced: bool, known: float
) -> Iterator[Candidate]:
    """A name counts with a role or an announcement; an unknown one beside known ones."""
    name, role = found.name, found.role
    runs_on = block.text.startswith(f"{name.text} ")
    if not (role or announced or name.letters) or not ground.is_credible(name, runs_on=runs_on):
        return
    if name.alone and not (role and announced):
        return
    sure = name.sure
    if name.alone:
        sure = 0.6
    elif sure < 0.7:
        if known == 0 and (
            words.habits(ground.page.language).get("capital_nouns") or not (role and announced)
        ):
            return  # every noun is written like a name
        sure = 0.85 if known >= 0.3 else 0.45
    headed = block is card.heading or bool(block.level)
    score = sure * (0.5 + 0.25 * bool(role or name.letters) + 0.2 * announced + 0.1 * headed)
    yield ground.candidate(name, role, score + 0.05 * ground.about_people, block.text)

"""People on lines of their own: "Owner: ...", "name, role", several of them below one another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from precall.extract import digits, names, postal, roles
from precall.extract.names import PersonName
from precall.extract.person_sighting import (
    Found,
    Ground,
    may_be_split,
    name_and_role,
    name_and_words,
)
from precall.model.fact import Candidate
from precall.site.document import Block
from precall.words.letters import CAPITAL
from precall.words.match import Spoken, either, listed, phrases
from precall.words.remembered import in_languages, of_short_text

_LONGEST_LINE = 160
_LONGEST_LABEL = 60
_MOST_LINES = 40
_SURELY, _AT_ADDRESS = 0.9, 0.75  # how sure a name above an address is one; that its bearer is the business

_LABEL = re.compile(
    rf"([^:–—]{{3,{_LONGEST_LABEL}}}?)(:|\s[-–—](?=\s))(.*)"
)  # "Owner: Jane Doe", "Town clerk - Jane Doe"
_LONGEST_NAME = 60
_REACHED = re.compile(
    rf"([{CAPITAL}][^:|@\d(+]{{4,40}}?)(?:\s?[:|(–—-]\s?(?:[\w.]{{1,8}}:?\s)?|\s)(?:\S{{1,60}}@\S{{4}}|\+?\(?\d[\d ()./-]{{7}})"
)
_Line = tuple[Block, str]


def sightings(ground: Ground) -> Iterator[Candidate]:
    """The people whom lines name."""
    blocks = ground.blocks()
    for place, block in enumerate(blocks):
        if len(block.lines) <= _MOST_LINES:
            yield from _labels(ground, block, blocks[place - 1 : place], blocks[place + 1 : place + 2])
    if ground.page.kind in ("legal", "contact"):
        yield from _sole_traders(ground, blocks)
    if not ground.about_others:
        yield from _stacked(ground, blocks)
        yield from _reached(ground, blocks)
        yield from _pairs(ground, blocks)
        yield from _titled(ground, blocks)


def _labels(
    ground: Ground, block: Block, before: Sequence[Block], after: Sequence[Block]
) -> Iterator[Candidate]:
    """ "Inhaberin: Jane Doe"; a label alone has the name on the lines below it."""
    for place, line in enumerate(block.lines):
        label = _label_in(line, ground.page.spoken)
        if label is None or not ground.trusts(block, line):
            continue
        listed = phrases("people", "labels", ground.page.spoken).is_whole(label[0])
        imprint = ground.page.kind == "legal" and roles.leads(label[0])  # it names who acts for a company
        if ground.about_others and not (listed or imprint):
            continue
        below = block.lines[place + 1 : place + 3] or tuple(line for b in after for line in b.lines[:2])
        above = block.lines[place - 1] if place else (before[0].lines[-1] if before else "")
        people = _labelled(label[1], () if names.read(above) else below)
        for name, behind in people:
            role = _position(label[0]) or behind
            if name.sure >= 0.7 or (listed and ground.is_credible(name)):
                yield ground.candidate(
                    name, role, 0.5 + 0.45 * name.sure, line if label[1] and len(line) > 12 else name.text
                )


def _sole_traders(ground: Ground, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Whom an imprint names as the business: above its first address, or with the form of a sole trader, "Mag. Jane Doe e.U." (UGB and HGB, § 19)."""
    ours = next((block for block in blocks if any(map(postal.localities, block.lines[2:6]))), None)
    name = names.read(ours.lines[0]) if ours else None
    if ours and name is not None and not name.alone and name.sure >= _SURELY:
        yield ground.candidate(name, "", _AT_ADDRESS, ours.lines[0])
    forms = phrases("people", "sole_trader", ground.page.spoken)
    for line in (line for block in blocks for line in block.lines[:_MOST_LINES]):
        form = forms.first(line) if len(line) <= _LONGEST_LABEL else None
        name = names.read(line[: form.start()].rstrip(" ,")) if form and form.end() == len(line) else None
        if name is not None and not name.alone and name.sure >= 0.5:
            yield ground.candidate(name, "", 0.5 + 0.4 * name.sure, line)


def _stacked(ground: Ground, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """A name on one line and the role on the next, as people sign and as teams are listed."""
    seen = [
        (name, role, block.text)
        for block in blocks
        if 2 <= len(block.lines) <= _MOST_LINES
        for line, role in zip(block.lines, block.lines[1:], strict=False)
        if len(line) <= _LONGEST_NAME
        and (name := names.read(line)) is not None
        and not name.alone
        and name.sure >= 0.7
        and roles.is_role(role, ground.page.spoken)
        and ground.trusts(block, line)
    ]
    for name, role, text in seen:
        yield ground.candidate(name, roles.trimmed(role), 0.45 + 0.45 * name.sure, text)


def _reached(ground: Ground, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """ "Jane Doe: 0113 496 0123": somebody with a number or a mail address of her own."""
    numbered = digits.places(ground.page)
    for block in blocks:
        may_reach = block.index in numbered or "@" in block.text
        for line in block.lines[:_MOST_LINES] if may_reach else ():
            reach = _REACHED.match(line) if len(line) <= _LONGEST_LINE else None
            name = names.read(reach[1]) if reach else None
            if name is not None and not name.alone and name.sure >= 0.7 and ground.trusts(block, line):
                yield ground.candidate(name, "", 0.75, line)


def _titled(ground: Ground, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Titled names alone on a line, below the fields that they work in: "Cardiology", ..., "Dr. Jane Doe"."""
    seen = []
    for place, block in enumerate(blocks):
        name = names.read(block.text) if len(block.text) <= 60 and names.has_title(block.text) else None
        if name is not None and not name.alone and name.sure >= 0.7:
            above = next((b for b in reversed(blocks[max(0, place - 3) : place]) if b.level), None)
            field = above.text if above is not None and len(above.text.split()) <= 4 else ""
            seen.append((name, field, block.text))
    fields = [field for _, field, _ in seen if field]
    for name, field, text in seen:
        told = len(fields) > 1 and fields.count(field) == 1 and names.read(field) is None
        yield ground.candidate(name, field if told else "", 0.75 if told else 0.6, text, weak=not told)


@in_languages
def _label_in(line: str, spoken: Spoken) -> tuple[str, str] | None:
    """A label or a role before a name, and what stands behind it on the line."""
    if len(line) > _LONGEST_LINE:
        return None
    parted = _LABEL.match(line)
    label, rest = (parted[1], parted[3]) if parted else (line, "")
    label = label.strip(" *•-–")
    if phrases("people", "labels", spoken).is_whole(label) or (parted and roles.is_position(label)):
        return label, rest.strip()
    return None


def _labelled(rest: str, below: Sequence[str]) -> list[tuple[PersonName, str]]:
    """The names behind a label, or on the lines below one that stands alone, with the role that such a line tells."""
    if not rest:
        return _until_none(_on_line(line) for line in below)
    return _until_none(
        (found[0], "") if (found := names.leading(part)) else None
        for part in _joined().split(rest)[:5]
        if part
    )


def _on_line(line: str) -> tuple[PersonName, str] | None:
    """The name that a line is, or that stands before a role on it."""
    if (name := names.read(line)) is not None:
        return name, ""
    found = name_and_role(line) if may_be_split(line) else None
    return (found.name, found.role) if found else None


def _position(label: str) -> str:
    """The role that a label is, if it is one."""
    if label.lower().startswith(listed("people", "no_position")):
        words = label.split()  # "Represented by the director"
        first = next(
            (n for n, word in enumerate(words) if n and roles.is_role_word(word.lower())), len(words)
        )
        label = " ".join(words[first:])
    return roles.trimmed(label) if roles.is_role(label) else ""


def _until_none(read: Iterable[tuple[PersonName, str] | None]) -> list[tuple[PersonName, str]]:
    """Full names up to the first thing that is none."""
    found = []
    for one in read:
        if one is None or one[0].alone or one[0].sure < 0.5:
            break
        found.append(one)
    return found


def _pairs(ground: Ground, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """ "Name, role" alone; and "name, words" where neighbours have a role or three stand below one another."""
    run: list[tuple[_Line, Found]] = []
    previous: Block | None = None
    for block in blocks:
        if run and not _is_next(previous, block):
            yield from _run(ground, run)
            run = []
        previous = block
        for line in block.lines[:_MOST_LINES]:
            if len(line) > _LONGEST_LINE or not ground.trusts(block, line):
                continue
            for name, role in _couple(line) if may_be_split(line) else ():
                yield ground.candidate(name, role, 0.8, line)
            found = _full_name_in(line)
            if found is not None:
                run.append(((block, line), found))
            elif run:
                yield from _run(ground, run)
                run = []
    yield from _run(ground, run)


@of_short_text
def _full_name_in(line: str) -> Found | None:
    """The full name that a line begins with, and the words behind it."""
    found = (name_and_words(line) or name_and_role(line)) if may_be_split(line) else None
    return found if found is not None and not found.name.alone else None


def _is_next(previous: Block | None, block: Block) -> bool:
    """Whether a block continues a list of lines: the same block's neighbour of the same tag."""
    if previous is None or previous.tag != block.tag:
        return False
    return previous.element.getparent() is block.element.getparent() or block.tag in ("li", "td")


def _run(ground: Ground, run: Sequence[tuple[_Line, Found]]) -> Iterator[Candidate]:
    roled = sum(bool(found.role) for _, found in run)
    known = sum(found.name.sure >= 0.7 for _, found in run)
    listed = len(run) >= 2 and (roled or len(run) >= 3) and 2 * known >= len(run)
    for (_, line), found in run:
        if listed or (found.role and found.name.sure >= 0.7):
            score = 0.4 + 0.45 * max(found.name.sure, 0.7) + 0.05 * bool(listed)
            yield ground.candidate(found.name, found.role or found.beside, score, line)


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[,;&/]|\b{either('people', 'and')}\b)\s*")


def _couple(line: str) -> tuple[tuple[PersonName, str], ...]:
    """ "Ada and Bo Winter, owners" names two people of one family name, with one role."""
    match = _two().match(line)
    if match is None or not roles.is_role(match[4]):
        return ()
    read = [names.read(f"{given} {match[3]}") for given in (match[1], match[2])]
    people = [name for name in read if name is not None and name.sure >= 0.7]
    return tuple((name, roles.trimmed(match[4])) for name in people) if len(people) == 2 else ()


@cache
def _two() -> re.Pattern[str]:
    """ "Ada and Bo Winter, owners"."""
    return re.compile(
        rf"^([^\W\d_][\w’'-]{{1,20}})\s(?:&|(?i:{either('people', 'and')}))\s([^\W\d_][\w’'-]{{1,20}})\s"
        r"([^\W\d_][\w’' -]{1,30}?)\s?(?:,|\||·|–|—|\s-)\s(.{3,60})$"
    )

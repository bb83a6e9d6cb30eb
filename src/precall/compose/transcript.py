"""Who says what in a transcript or a summary that a notetaker made: Fathom, Granola, Otter, Zoom, Teams, Google Meet."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from precall.compose.prefixes import is_prefix
from precall.site.text import clean

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_NAME = r"[^\W\d_][\w .'’()-]{0,50}"
_CUE = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")  # WebVTT (W3C), and SRT
_VOICE = re.compile(r"<v(?:\.[\w.]{1,40})?\s(?P<name>[^<>]{1,60})>")
_TAG = re.compile(r"</?[a-z][^<>]{0,100}>")
_HEAD = re.compile(  # Otter and Teams: "Ada Bell  0:03", Fathom: "0:03 - Ada Bell", "[0:03] Ada Bell:"
    rf"(?:(?P<name>{_NAME}?)(?:\s{{2,}}|\t|\s\[?)(?P<time>{_TIME})\]?|\[?{_TIME}\]?\s?(?:-\s)?(?P<name2>{_NAME}?)):?"
)
_SAYS = re.compile(rf"(?:\[?{_TIME}\]?\s)?(?P<name>{_NAME}?)\s?(?:\(?{_TIME}\)?)?:\s(?P<text>.*)")
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*)|\*\*(?P<bold>[^*]{2,80}?):?\*\*:?")
_MARK = re.compile(r"(?:[-*+•–—○●▪]|\d{1,3}[.)])\s+(?:\[[ xX]?\]\s*)?|\[[ xX]?\]\s+")
_STAMPS = re.compile(rf"\s?[\[(]{_TIME}[\])](?=\.?$)|\s[-|]\sWATCH(?:\s\([^)]*\))?:.*$|\(https?://[^)\s]*\)")
_ASIDE = re.compile(r"\*[^*\s][^*]{20,}\*|_[^_\s][^_]{20,}_")
"""A line all in italics below a summary is the tool's own: that its notes should be checked."""
_TOPIC = re.compile(r"\*\*(?P<topic>[^*]{2,60}?)(?P<colon>:?)\*\*(?P<behind>:?)\s+(?=[^\W\d_])")
_TITLED = re.compile(r"[^\W\d_][\w'’&-]*(?: [\w'’&-]+){1,8}")
_SENTENCE = 8
"""So many words, at least, has a sentence below a title or behind a topic."""
_ONLY_TIME = re.compile(rf"\[?{_TIME}\]?")
_FEWEST = 3  # lines with a speaker, so that a text is what people said


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a call: their first line in the file (from 1), who says them, and the heading that they stand under."""

    line: int
    text: str
    speaker: str = ""
    heading: str = ""


def lines_of(text: str) -> tuple[Line, ...]:
    """The words of a text, by speaker where it is a transcript, by heading where it is a summary."""
    rows = [(number, clean(row)) for number, row in enumerate(re.split(r"\r\n|\r|\n", text), 1)]
    if any(_CUE.match(row) for _, row in rows[:50]):
        return _joined(_cues(rows))
    for read in (_turns, _said):
        found = _joined(read(rows))
        if sum(bool(line.speaker) for line in found) >= _FEWEST:
            return found
    return tuple(_under_headings(rows))


def speakers(lines: Sequence[Line]) -> tuple[str, ...]:
    """Who speaks, most often first."""
    return tuple(name for name, _ in Counter(line.speaker for line in lines if line.speaker).most_common())


_Rows = Sequence[tuple[int, str]]


def _cues(rows: _Rows) -> Iterator[Line]:
    """The lines of WebVTT and SRT: without numbers, times, styles and notes."""
    is_cue = False
    for number, row in rows:
        if _CUE.match(row):
            is_cue = True
        elif not row:
            is_cue = False
        elif is_cue:
            voice = _VOICE.search(row)
            plain = clean(_TAG.sub("", row))
            said = _SAYS.fullmatch(plain)
            if voice:
                yield Line(number, plain, clean(voice["name"]))
            elif said:
                yield Line(number, said["text"], said["name"].strip())
            else:
                yield Line(number, plain)


def _turns(rows: _Rows) -> Iterator[Line]:
    """A line with a speaker and a time, and below it what they say (Otter, Teams, Fathom)."""
    speaker = ""
    for number, row in rows:
        head = _HEAD.fullmatch(row) if row else None
        name = clean((head["name"] or head["name2"] or "") if head else "")
        if name:
            speaker = name
        elif row and speaker:
            yield Line(number, row, speaker)


def _said(rows: _Rows) -> Iterator[Line]:
    """A speaker before a colon, and what they say behind it (Google Meet, Zoom, Granola)."""
    found = [(number, row, _SAYS.fullmatch(row)) for number, row in rows]
    names = Counter(match["name"].strip() for _, _, match in found if match)
    known = {name for name, often in names.items() if often > 1 and not is_prefix(name)}
    if sum(names[name] for name in known) < _FEWEST or len(known) < 2:
        return
    speaker = ""
    for number, row, match in found:
        if match and match["name"].strip() in known:
            speaker = match["name"].strip()
            yield Line(number, match["text"], speaker)
        elif row and speaker and not _ONLY_TIME.fullmatch(row):
            yield Line(number, row, speaker)


def _under_headings(rows: _Rows) -> Iterator[Line]:
    """The lines of a summary, each with the heading above it."""
    heading = ""
    for (number, row), (_, following) in pairwise((*rows, (0, ""))):
        found = _HEADING.fullmatch(row)
        if found:
            heading = clean(found["text"] or found["bold"] or "").strip("*: ")
        elif row.endswith(":") and len(row.split()) <= 5 and following and not _MARK.match(row):
            heading = row.rstrip(": ")
        elif (
            row
            and len(row.split()) <= 4
            and row[0].isupper()
            and row[-1].isalpha()
            and _MARK.match(following)
        ) or _is_title(row, following):
            heading = row
        elif text := "" if _ASIDE.fullmatch(row) else _bare(row):
            yield Line(number, text, heading=heading)


def _is_title(row: str, following: str) -> bool:
    """Whether a line is the title of the sentence below it: Workload in the Studio."""
    if not _TITLED.fullmatch(row) or not following.endswith(".") or len(following.split()) < _SENTENCE:
        return False
    return all(word[0].isupper() for word in row.split() if len(word) > 3)


def _without_topic(row: str) -> str:
    """A sentence without the topic in bold before it, which no name can be: of "**Work at night** She answers ..." the sentence."""
    found = _TOPIC.match(row)
    if found is None or len(row[found.end() :].split()) < _SENTENCE or not row[found.end()].isupper():
        return row
    has_colon = found["colon"] or found["behind"]
    is_no_name = any(word[0].islower() for word in found["topic"].split())
    return row[found.end() :] if is_no_name or not has_colon else row


def _bare(row: str) -> str:
    """A line without its bullet, its box, its link to the recording and the marks around its words."""
    mark = _MARK.match(row)
    text = _without_topic(row[mark.end() :] if mark else row)
    text = re.sub(r"\*\*|__", "", _STAMPS.sub("", text))
    return "" if set(text) <= set("-=_* ") else clean(text)


def _joined(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines of one speaker in a row as one."""
    found: list[Line] = []
    for line in lines:
        speaker = line.speaker or (found[-1].speaker if found else "")
        if found and found[-1].speaker == speaker:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {line.text}")
        else:
            found.append(replace(line, speaker=speaker))
    return tuple(found)

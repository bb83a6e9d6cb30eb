"""Who else was on the call, by the line of the notes that says who took part?"""

import re

from precall.compose.person_name import is_name, parts_of
from precall.model.followup import Note, Notes
from precall.site.text import clean
from precall.words.match import fold, phrases

_CALL = r"(?:on|in|at) the (?:call|meeting)"
_WERE = re.compile(
    rf"(?:(?P<who>.{{1,120}}?) (?:(?:was|were|is|are)(?: also| both| all)?|both|all) {_CALL}|(?P<joined>.{{1,80}}?) (?:joined|attended)(?: the (?:call|meeting))?"
    rf"|{_CALL}(?! with)(?: were| was|:)? (?P<named>[^;.:]{{1,160}})|{_CALL} with (?P<beside>[^;.:]{{1,160}}))\.?(?:; (?P<rest>.+))?",
    re.IGNORECASE,
)
_TOO = re.compile(
    r"(?P<name>[A-Z][^\W\d_]{1,20}) \((?:(?:was |is )?(?:also )?(?:on|in) the (?:call|meeting)(?: too| as well)?)\)"
)
_JOINED_US = re.compile(r", s?he (?:joined us|joined the call|was on the call)(?: too| as well)?(?=,|$)")
_BRACKETS = re.compile(r"\s?\([^()]{0,60}\)|, who [^,;]{1,60}")
_BETWEEN = re.compile(r",\s|;\s|\s(?:and|&|\+)\s")


def says_who(text: str) -> bool:
    """Whether a note says who took part, and nothing else."""
    return (found := _WERE.fullmatch(text)) is not None and not found["rest"]


def beyond_who(note: Note) -> Note:
    """A note without who took part, where it tells more: of "on the call were Ana and Bo; they make windows" the windows."""
    found = _WERE.fullmatch(note.text) if note.prefix == "heard" else None
    if found and found["rest"]:
        return note._replace(text=found["rest"])
    return note._replace(text=_without_presence(note.text)) if note.prefix == "heard" else note


def _without_presence(text: str) -> str:
    return _JOINED_US.sub("", _TOO.sub(r"\g<name>", text))


def other_reader(notes: Notes, reader: str, caller: str) -> str:
    """The one other person beside reader and caller who took part; empty where none or several are named."""
    for note in (*notes.outgoing, *notes.unmarked):
        if note.prefix == "heard" and (too := _TOO.search(note.text)) and not _is_same(too["name"], caller):
            return too["name"]
        if note.prefix == "heard" and (also := _JOINED_US.search(note.text)):
            first = note.text.split(" ", 1)[0]
            if (
                is_name(first)
                and also.start() > len(first)
                and not _is_same(first, caller)
                and not _is_same(first, reader)
            ):
                return first
        theirs = [name for name in _named(note.text) if not _is_same(name, caller)]
        others = [name for name in theirs if not _is_same(name, reader)]
        is_beside = (found := _WERE.fullmatch(note.text)) is not None and bool(found["beside"])
        if len(theirs) == len(others) + (not is_beside) and len(others) == 1:
            return others[0]
    return ""


def _named(text: str) -> list[str]:
    """The persons in a line that says who took part."""
    found = _WERE.fullmatch(text)
    label, colon, rest = text.partition(":")
    is_list = bool(colon) and phrases("proposals", "present", ("en",)).is_whole(label.strip(" *#"))
    who = (
        next(filter(None, (found["who"], found["joined"], found["named"], found["beside"])), "")
        if found
        else rest
        if is_list
        else ""
    )
    names = [clean(name) for name in _BETWEEN.split(_BRACKETS.sub("", who))]
    return names if all(map(is_name, names)) else []


def _is_same(name: str, other: str) -> bool:
    """Whether two names have their given name in common."""
    one, two = (
        fold((parts_of(clean(each)).given or clean(each)).partition(" ")[0]) for each in (name, other)
    )
    return bool(one) and one == two

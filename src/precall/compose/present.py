"""Who else was on the call, by the line of the notes that says who took part?"""

from precall.compose.person_name import is_name, parts_of
from precall.compose.shape import shape
from precall.model.followup import Note, Notes
from precall.site.text import clean
from precall.words.match import fold, phrases

_CALL = r"(?:on|in|at) the (?:call|meeting)"


def says_who(text: str) -> bool:
    """Whether a note says who took part, and nothing else."""
    return (found := shape("on_the_call", "en").fullmatch(text)) is not None and not found["rest"]


def beyond_who(note: Note) -> Note:
    """A note without who took part, where it tells more: of "on the call were Ana and Bo; they make windows" the windows."""
    found = shape("on_the_call", "en").fullmatch(note.text) if note.prefix == "heard" else None
    if found and found["rest"]:
        return note._replace(text=found["rest"])
    return note._replace(text=_without_presence(note.text)) if note.prefix == "heard" else note


def _without_presence(text: str) -> str:
    text = shape("not_on_the_call", "en").sub("", text)
    return shape("joined_us", "en").sub("", shape("on_the_call_too", "en").sub(r"\g<name>", text))


def other_reader(notes: Notes, reader: str, caller: str) -> str:
    """The one other person beside reader and caller who took part; empty where none or several are named."""
    for note in (*notes.outgoing, *notes.unmarked):
        if (
            note.prefix == "heard"
            and (too := shape("on_the_call_too", "en").search(note.text))
            and not _is_same(too["name"], caller)
        ):
            return too["name"]
        if note.prefix == "heard" and (also := shape("joined_us", "en").search(note.text)):
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
        is_beside = (found := shape("on_the_call", "en").fullmatch(note.text)) is not None and bool(
            found["beside"] or found["too"]
        )
        if len(theirs) == len(others) + (not is_beside) and len(others) == 1:
            return others[0]
    return ""


def _named(text: str) -> list[str]:
    """The persons in a line that says who took part."""
    found = shape("on_the_call", "en").fullmatch(text)
    label, colon, rest = text.partition(":")
    is_list = bool(colon) and phrases("proposals", "present", ("en",)).is_whole(label.strip(" *#"))
    who = (
        next(filter(None, (found["who"], found["joined"], found["named"], found["beside"])), "")
        if found
        else rest
        if is_list
        else ""
    )
    names = [
        clean(name).rstrip(",")
        for name in shape("between_names", "en").split(shape("beside_a_name", "en").sub("", who))
    ]
    return names if all(map(is_name, names)) else []


def _is_same(name: str, other: str) -> bool:
    """Whether two names have their given name in common."""
    one, two = (
        fold((parts_of(clean(each)).given or clean(each)).partition(" ")[0]) for each in (name, other)
    )
    return bool(one) and one == two

"""Whose task is a line of notes: the caller's, the client's, somebody else's or nobody's?"""

import re
from dataclasses import replace

from precall.compose.clause import deed
from precall.compose.deeds import deed_in, gives_me, has_promised, has_verb, infinitive, lowered
from precall.compose.grammar import has_grammar
from precall.compose.note_reading import (
    LABEL,
    Judged,
    Reading,
    Side,
    behind_words,
    has_a_day,
    is_next_step,
    lies_ahead,
    promised_deed,
    side_of,
    whose_heading,
)
from precall.compose.prefixes import open_prefix
from precall.compose.transcript import Line
from precall.words.match import fold, phrases

_OWNER = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]{0,30}(?:\s(?:de|van|der|den|von|di|da|la|le|del|dos|al|bin|ter|ten)){0,2}(?:\s[A-Z][\w.'’-]{0,30}){0,2})\s?(?P<sign>:|–|-)?\s(?P<rest>.*)"
)
_OWNERS_BEHIND = re.compile(r"(?P<task>.+?\S)\s[(\[](?P<names>[^()\[\]]{1,80})[)\]]\.?")


def without_owners(line: Line, reading: Reading) -> tuple[Line, Side]:
    """A line without the names that stand behind it in brackets, and whose of the two it is by them: "send the log (Jan)"."""
    found = _OWNERS_BEHIND.fullmatch(line.text)
    names = [name.strip(" @") for name in re.split(r"[,&/]|\sand\s", found["names"])] if found else []
    sides = {side_of(name, reading) for name in names}
    if found is None or "" in sides or not sides:
        return line, ""
    label = LABEL.fullmatch(found["task"])
    task = label["rest"] if label and deed(label["rest"], reading.language) else found["task"]
    return replace(line, text=task), sides.pop() if len(sides) == 1 else ""


def task_in(line: Line, reading: Reading) -> Judged:
    """Whose the task behind "todo:" may be: theirs where it begins with their name, else the caller's."""
    who, rest = owner_of(line, reading)
    return (who, rest) if who else ("i promised", promised_deed(line.text, reading))


def is_nobodys(line: Line, reading: Reading) -> bool:
    """Whether a line is a task that does not say whose it is."""
    said, choices = open_prefix(line.text)
    if not said or "private" in choices:
        return False
    task = line.text[line.text.index(":") + 1 :].strip()
    return not owner_of(replace(line, text=task, heading=""), reading)[0] or _is_order(task, reading)


def owner_of(line: Line, reading: Reading) -> Judged:
    """Whose promise a line is: "I'll send ...", "Jan to send ...", "Ada: send ...", or what stands below a name."""
    if not has_grammar(reading.language):
        return _doer(line, reading)
    text = addressed(line.text, reading)
    task = phrases("proposals", "actions", reading.above).starts(text)
    named = _OWNER.fullmatch(text[task.end() :].strip()) if task else None
    if named and named["sign"] and side_of(named["name"], reading):  # "to do Jan: send the rota"
        text = named.group()
    if owed := phrases("proposals", "owes", reading.spoken).starts(text):
        return "i promised", text[owed.end() :].strip(" :,.")
    if promised := behind_words(text, "i_will", reading, at_start=True):
        return "i promised", promised_deed(promised, reading)
    if promised := behind_words(text, "they_will", reading, at_start=True):
        return "they promised", promised_deed(promised, reading)
    if below := whose_heading(line.heading, reading):
        return ("i promised" if below == "me" else "they promised"), promised_deed(text, reading)
    order: Judged = ("i promised", text) if _is_order(text, reading) else (None, "")
    found = _OWNER.fullmatch(text)
    side = side_of(found["name"], reading) if found else ""
    if found is None or not side or not side_of(found["name"].partition(" ")[0], reading):
        return order
    is_actions = phrases("proposals", "actions", reading.above).is_whole(line.heading)
    gives = (
        phrases("proposals", "gives_me", reading.spoken).starts(found["rest"]) or " to me" in found["rest"]
    )
    if not found["sign"] and fold(found["name"]) in ("he", "she", "him", "her") and not gives:
        return order  # "he gets up at two"
    rest = found["rest"]
    will = phrases("proposals", "will", reading.spoken).starts(rest)
    is_mine = side == "me" and fold(found["name"]) not in reading.mine and bool(deed(rest, reading.language))
    if not found["sign"] and phrases("proposals", "habits", reading.spoken).starts(rest):
        return order  # "Jan finds it hard to stay out"
    is_task = phrases("proposals", "actions", reading.above).is_whole(line.heading) and bool(
        deed(rest, reading.language)
    )
    is_mine = is_mine or is_task
    if not (will or found["sign"] or is_mine or _gives(rest, reading)):
        return order
    done = rest[will.end() :].strip() if will else rest
    is_habit = (
        found["sign"] in ("–", "-") and rest.partition(" ")[0].endswith("s") and not _gives(rest, reading)
    )
    if is_habit and fold(found["name"]) in reading.theirs and not (is_actions or has_a_day(rest, reading)):
        return "heard", rest  # "Jan - runs two mills"
    is_told = fold(found["name"]) in reading.theirs and not is_actions
    if found["sign"] and not will and not deed(done, reading.language) and is_told:
        return "heard", done  # "Jan: vet, 44, sold her share"
    if found["sign"] and not will and not deed(done, reading.language):
        return ("i promised" if side == "me" else "they promised"), done
    if phrases("notes", "meetings", reading.spoken).is_whole(done.rstrip(".")):
        return None, ""  # "they agreed to meet again"
    return ("i promised" if side == "me" else "they promised"), promised_deed(done, reading)


def owned_task(line: Line, reading: Reading) -> str:
    """What is done in a line that ends with the name of who does it; a notetaker's "Rota: Jan sends the rota" says it twice."""
    if has_grammar(reading.language):
        return promised_deed(line.text, reading)
    label = LABEL.fullmatch(line.text)
    _, done = _doer(replace(line, text=label["rest"], heading=""), reading) if label else (None, "")
    return done or promised_deed(line.text, reading)


def _doer(line: Line, reading: Reading) -> Judged:
    """Whose promise a line is in a language without a grammar: "ich schicke ...", "Jan schickt mir ...", "Ada: ... schicken"."""
    text, language, spoken = addressed(line.text, reading), reading.language, reading.spoken
    article = phrases("proposals", "before_name", spoken).starts(text)
    named = text[article.end() :].lstrip(". ") if article else ""
    if named and side_of(named.partition(" ")[0].rstrip(":"), reading):
        text = named  # "o Jan envia-me a lista", "dhr. Haverman stuurt"
    heads = phrases("proposals", "actions", reading.above)
    if (task := heads.starts(text)) and _OWNER.fullmatch(text[task.end() :].strip(" :")):
        text = text[task.end() :].strip(" :")
    if phrases("proposals", "next", spoken).starts(text) and is_next_step(text, reading):
        return None, ""  # "we call again on the ninth"
    if owed := phrases("proposals", "owes", spoken).starts(text):
        return "i promised", text[owed.end() :].strip(" :,.")
    if promised := behind_words(text, "i_will", reading, at_start=True):
        return "i promised", infinitive(promised, language)
    if promised := behind_words(text, "they_will", reading, at_start=True):
        return "they promised", infinitive(promised, language)
    is_task = heads.is_whole(line.heading)
    if below := whose_heading(line.heading, reading):
        return ("i promised" if below == "me" else "they promised"), lowered(text, language)
    found = _OWNER.fullmatch(text)
    side = side_of(found["name"], reading) if found else ""
    if found and side and side_of(found["name"].partition(" ")[0], reading):
        rest = found["rest"]
        if done := _done_by(rest, side, reading, is_task=is_task or bool(found["sign"])):
            return ("i promised" if side == "me" else "they promised"), done
        if found["sign"] and (is_task or fold(found["name"]) not in reading.theirs):
            return ("i promised" if side == "me" else "they promised"), rest
        if found["sign"]:
            return "heard", rest
    if given := has_promised(text, language):
        return ("i promised" if given.who == "me" else "they promised"), given.text
    said = deed_in(text, language)
    if said is None:
        return None, ""
    if said.who == "them" and not (said.is_ahead or is_task or lies_ahead(text, reading)):
        return None, ""  # "prepares the offers at night"
    if not said.who and reading.says("told", text):
        return None, ""  # "writing offers takes too long"
    return ("they promised" if said.who == "them" else "i promised"), said.text


def _done_by(rest: str, side: Side, reading: Reading, *, is_task: bool) -> str:
    """What somebody does behind their name: "schickt mir den Plan", "soll den Plan schicken"; empty where it is no deed."""
    language, spoken = reading.language, reading.spoken
    if will := phrases("proposals", "will", spoken).starts(rest):
        return infinitive(rest[will.end() :], language)
    found = deed_in(rest, language, side) or deed_in(rest, language)
    is_ahead = found is not None and (found.is_ahead or is_task or lies_ahead(rest, reading))
    is_theirs = found is not None and found.who == "them" and is_ahead
    if found and (is_theirs or (side == "me" and found.who) or (is_task and not found.who)):
        return found.text
    would = phrases("proposals", "would", spoken).starts(rest)
    if would is None or not has_verb(rest, language):
        return ""
    is_wish = phrases("proposals", "wants", spoken).starts(rest) and not gives_me(rest, language)
    return "" if is_wish and not lies_ahead(rest, reading) else infinitive(rest[would.end() :], language)


def task_of_a_third(line: Line, reading: Reading) -> str:
    """What somebody else will do, of a task under "action items": "Tobias: list the rooms"; empty for another line."""
    label = LABEL.fullmatch(line.text)
    actions = phrases("proposals", "actions", reading.above)
    is_task = actions.is_whole(line.heading)
    if not (
        label and is_task and has_grammar(reading.language) and label["label"].istitle()
    ) or actions.is_whole(label["label"]):
        return ""
    done = deed(label["rest"], reading.language)
    return f"{label['label']} will {done}" if done else ""


def _gives(text: str, reading: Reading) -> bool:
    """Whether a text says what somebody gives: "sends me the rota"."""
    first = fold(text.partition(" ")[0])
    done = deed(text, reading.language)
    return first.endswith("s") and bool(done) and _is_given(done, reading)


def _is_given(done: str, reading: Reading) -> bool:
    return phrases("reader", "givers", reading.spoken).starts(done) is not None


def _is_order(text: str, reading: Reading) -> bool:
    """Whether a line is what the caller tells themselves to do: "send her the plan by Friday"."""
    done = deed(text, reading.language)
    return (
        done == text[:1].lower() + text[1:]
        and phrases("reader", "givers", reading.spoken).starts(done) is not None
    )


def addressed(text: str, reading: Reading) -> str:
    """A task with its owner before a colon, where a sign says whose it is: of "@Jan Haverman send" "Jan Haverman: send"."""
    if not text.startswith("@"):
        return text
    bare = text[1:]
    for name in sorted(reading.mine | reading.theirs, key=len, reverse=True):
        if len(name) > 1 and fold(bare[: len(name)]) == name and bare[len(name) :].startswith(" "):
            return f"{bare[: len(name)]}:{bare[len(name) :]}"
    return bare

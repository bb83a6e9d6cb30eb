"""What may a line of notes or of a summary be: a promise, a next step, a goal, a quote?"""

import re
from dataclasses import replace

from precall.compose.appointment import is_meeting, what_it_is
from precall.compose.clause import begun, in_their_voice, with_article, with_owner
from precall.compose.dates import write_out
from precall.compose.grammar import has_grammar, is_clause, lacks_subject
from precall.compose.joined import names_trade
from precall.compose.note_reading import (
    LABEL,
    QUOTED,
    TOOLS_LINK,
    Judged,
    Reading,
    behind_words,
    has_a_day,
    is_next_step,
    is_of_a_tool,
    is_of_the_caller,
    lies_ahead,
    promised_deed,
    side_of,
)
from precall.compose.prefixes import open_prefix
from precall.compose.second_person import lacks_be
from precall.compose.shape import shape
from precall.compose.task_owner import owned_task, owner_of, task_in, task_of_a_third, without_owners
from precall.compose.transcript import Line
from precall.site.text import clean
from precall.words.match import fold, phrases

SHORTEST = 3  # words
_SAID, _QUOTED_WORDS = 2, 4
"""So many words stand before their own at most where those are the line, and so many of their own make a quote."""
_BESIDE_NAME = re.compile(r"(?P<name>[^\W\d_][\w.'’ -]{0,40}) \((?P<rest>[^()]{6,160})\)\.?")
"""Whom a page of notes is about, and what they told: "Jan (hotel, 22 staff)"."""


def proposed_in_notes(line: Line, reading: Reading) -> Judged:
    """What a line of notes or of a summary may be, by its own words and the heading above it."""
    if line.text.startswith("|"):
        return _in_table(line.text, reading)
    line, side = without_owners(line, reading)
    text = line.text
    if side:
        return ("i promised" if side == "me" else "they promised"), owned_task(line, reading)
    spoke = shape("call_with", reading.language).fullmatch(text)
    if spoke and side_of(spoke["name"], reading) == "them" and not has_a_day(spoke["rest"], reading):
        return "heard", spoke["rest"]
    named = _BESIDE_NAME.fullmatch(text)
    if named and fold(named["name"]) in reading.theirs and has_grammar(reading.language):
        return "heard", named["rest"]
    title, _, behind = text.partition(", " if ", " in text.partition("/")[0] else " / ")
    if fold(title) in reading.theirs and names_trade(behind.replace(" / ", " "), reading.language):
        return "heard", behind
    if phrases("proposals", "told_them", reading.spoken).starts(text) and ":" not in text:
        return "heard", text
    if (
        text.lower().startswith("next ")
        and not reading.says("next", text)
        and _is_timed(text, reading)
        and not is_clause(text, reading.language)
    ):
        return "next", text[len("next ") :]
    said, choices = open_prefix(text)
    if said and "private" not in choices:
        return task_in(replace(line, text=text[text.index(":") + 1 :].strip(), heading=""), reading)
    if said and not phrases("proposals", "points", reading.above).is_whole(said):
        return None, ""
    is_sum = shape("sum_alone", reading.language).match(text)
    if TOOLS_LINK.fullmatch(text) or is_sum or is_of_a_tool(text, reading):
        return None, ""
    if met := shape("met_with", reading.language).fullmatch(text):
        name = re.sub(r" ?\([^()]{0,40}\)", "", met["name"])
        is_theirs = side_of(name, reading) == "them" and (
            not met["other"] or side_of(met["other"], reading) == "me"
        )
        whose = "We" if met["other"] else name
        if not is_theirs:
            return None, ""
        return "heard", f"{whose} discussed {met['rest']}"
    if reading.says("fit", text):
        return "outcome", text
    if (quoted := QUOTED.search(text)) and _is_quote(text, quoted, reading):
        return "quote", clean(quoted["words"])
    if _is_title(text, reading) and not is_next_step(text, reading):
        return None, ""
    who, rest = owner_of(line, reading)
    if who:
        booked = _booked(rest.removeprefix(reading.will), reading)
        return ("next", booked) if booked else (who, rest)
    if third := task_of_a_third(line, reading):
        return "agreed", third
    if text.endswith("?"):
        return None, ""
    if is_next_step(text, reading):
        return "next", _booked(text, reading) or _without_both(text, reading)
    heads = (phrases("proposals", key, reading.above) for key in ("next", "next_headings"))
    if any(one.starts(line.heading.strip("# *")) for one in heads) and _is_timed(text, reading):
        return "next", text
    if phrases("proposals", "actions", reading.above).is_whole(line.heading) or _is_open(text, reading):
        return "next", text
    settled = behind_words(text, "settled", reading, at_start=True)
    if phrases("proposals", "decisions", reading.above).is_whole(line.heading):
        return "agreed", settled if settled and not has_grammar(reading.language) else text
    if settled:
        return "agreed", settled
    if phrases("proposals", "of_the_call", reading.spoken).starts(text):
        return None, ""
    label = LABEL.fullmatch(text)
    if label and phrases("proposals", "wants", reading.spoken).is_whole(label["label"]):
        return "goal", label["rest"]
    wanted = _without_name(text, reading)
    is_goal = _is_wanted(text, reading) or phrases("proposals", "wants", reading.spoken).starts(wanted)
    if is_goal or phrases("proposals", "goals", reading.above).is_whole(line.heading):
        return "goal", _wanted(wanted, reading)
    is_ahead = lies_ahead(text, reading) or phrases("notes", "ahead", reading.spoken).stand_in(text)
    if _is_personal(text, reading) and (is_ahead or not _is_about_them(text, reading)):
        return "personal", text
    if label and phrases("proposals", "points", reading.above).is_whole(label["label"]):
        return "heard", label["rest"] if is_clause(label["rest"], reading.language) else text
    if (
        _is_about_them(text, reading)
        or reading.says("told", text)
        or phrases("proposals", "points", reading.above).is_whole(line.heading)
        or (
            has_grammar(reading.language)
            and is_clause(text, reading.language)
            and not is_of_the_caller(text, reading)
        )
    ):
        return "heard", text
    if any(map(str.isdigit, text)) and not has_a_day(text, reading) and not is_of_the_caller(text, reading):
        return "heard", text  # "physio clinic, 6 physios, 2 sites"
    return None, ""


def _is_personal(text: str, reading: Reading) -> bool:
    """Whether a line tells of family or leisure: no "210 children" in a school, and no son who works in the firm."""
    found = phrases("proposals", "personal", reading.spoken).first(text)
    is_counted = found is not None and text[: found.start()].rstrip()[-1:].isdigit()
    return found is not None and not is_counted and not reading.says("at_work", text)


def _is_quote(text: str, quoted: re.Match[str], reading: Reading) -> bool:
    """Whether a line is their words with who said them, and not a sentence that quotes a few."""
    before = text[: quoted.start()].rstrip()
    is_led = (
        len(before.split()) <= _SAID
        or before.endswith(":")
        or bool(phrases("proposals", "sayings", reading.spoken).stand_in(before))
    )
    return is_led and len(quoted["words"].split()) >= _QUOTED_WORDS


def _is_open(text: str, reading: Reading) -> bool:
    """Whether a line says that there is no day yet, and who names one: "no date yet, she suggests one"."""
    open_ = phrases("notes", "undecided", reading.spoken).starts(text)
    return bool(open_) and len(open_.group().split()) > 1 if open_ else False


def _is_timed(text: str, reading: Reading) -> bool:
    """Whether a line names a day and an hour."""
    dated = write_out(text, reading.day, ("en", reading.language))
    return bool(dated.said and dated.clock)


def _in_table(row: str, reading: Reading) -> Judged:
    """The task in a row of a table that names its owner: "| Jan | Send the rota | Friday |"."""
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    side = next(filter(None, (side_of(cell, reading) for cell in cells)), "")
    others = [cell for cell in cells if cell and not side_of(cell, reading)]
    task = max(others, key=len, default="")
    if not side or len(task.split()) < SHORTEST:
        return None, ""
    due = next((cell for cell in others if cell != task and has_a_day(cell, reading)), "")
    done = promised_deed(task, reading)
    return ("i promised" if side == "me" else "they promised"), f"{done} by {due}" if due else done


def _is_about_them(text: str, reading: Reading) -> bool:
    """Whether a line says what the client does or has: "runs a bakery", "they close at two"."""
    first = fold(text.partition(" ")[0])
    first = first.removesuffix("'s").removesuffix(".")
    is_them = phrases("proposals", "they", reading.spoken).is_whole(first) or first in reading.theirs
    lacks = lacks_subject(text, reading.language) or lacks_be(text, reading.language)
    is_theirs = phrases("proposals", "theirs", reading.spoken).is_whole(first)
    return (
        is_them
        or lacks
        or (is_theirs and is_clause(begun(text), reading.language))
        or _is_report(text, reading)
    )


def _without_both(text: str, reading: Reading) -> str:
    """A meeting without who meets: of "Jan and Ada will talk on Friday" that they talk."""
    both = {*phrases("proposals", "both", reading.spoken).all, *reading.mine, *reading.theirs}
    words = text.split(" ")
    first = next((at for at, word in enumerate(words) if fold(word) not in both), 0)
    rest = " ".join(words[first:])
    return rest if phrases("notes", "meetings", reading.spoken).starts(rest) else text


def _booked(text: str, reading: Reading) -> str:
    """The meeting that somebody is to book: of "schedule a call for Thursday at 10" the call; empty for another task."""
    found = phrases("proposals", "books", reading.spoken).starts(text)
    rest = text[found.end() :].strip() if found else ""
    dated = write_out(rest, reading.day, ("en", reading.language))
    is_set = dated.clock and any(said.day for said in dated.said)
    return rest if is_set and is_meeting(what_it_is(dated)) else ""


def _is_wanted(text: str, reading: Reading) -> bool:
    """Whether it is the client who wants something, not "two of her people want to leave"."""
    found = phrases("proposals", "goal", reading.spoken).first(text)
    if found is None or not has_grammar(reading.language):
        return found is not None
    leads = {
        *phrases("proposals", "they", reading.spoken).all,
        *phrases("proposals", "goal_leads", reading.spoken).all,
        *phrases("reader", "between", reading.spoken).all,
        *reading.theirs,
    }
    return all(fold(word.strip(",.;:")) in leads for word in text[: found.start()].split())


def _without_name(text: str, reading: Reading) -> str:
    """A line from behind the client's name, in a language without a grammar: "Jan will freitags frei" says what they want."""
    name, _, rest = text.partition(" ")
    return rest if rest and fold(name) in reading.theirs and not has_grammar(reading.language) else text


def _wanted(text: str, reading: Reading) -> str:
    """What somebody wants, in a language without a grammar that turns "wants": of "möchte zwei Sonntage" the two Sundays."""
    found = phrases("proposals", "wants", reading.spoken).starts(text)
    rest = text[found.end() :].strip(" ,") if found and not has_grammar(reading.language) else ""
    return rest or text


def _is_title(text: str, reading: Reading) -> bool:
    """Whether a line says with whom and when a call was, and no more: "Jan Haverman, discovery call 1 Dec"."""
    rest = text
    while fold(rest.partition(" ")[0].strip(",;:–-|")) in reading.theirs:
        name, _, rest = rest.partition(" ")
        if not name[-1:].isalnum():
            break
    is_parted = rest != text and name[-1:] != ":" and (not name[-1:].isalnum() or not rest[:1].isalnum())
    return is_parted and is_meeting(rest) and not is_clause(begun(rest), reading.language)


def _is_report(text: str, reading: Reading) -> bool:
    """Whether a line is a jotted clause about somebody or something: "their accountant has to sign".

    A written sentence is a notetaker's, of whom nobody knows whether they tell of the client.
    """
    if not text[:1].islower():
        return False
    words = with_owner(with_article(text, reading.language), reading.language)
    return is_clause(words, reading.language) and not in_their_voice(text, reading.language)

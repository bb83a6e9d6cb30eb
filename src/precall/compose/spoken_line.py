"""What may a sentence of a call's transcript be, by who says it?"""

from precall.compose.clause import begun
from precall.compose.dates import write_out
from precall.compose.deeds import deed_in, infinitive, lowered, turned
from precall.compose.first_person import flipped
from precall.compose.grammar import has_grammar
from precall.compose.note_reading import (
    Judged,
    Reading,
    Side,
    behind_words,
    has_a_day,
    is_next_step,
    promised_deed,
)
from precall.compose.shape import shape
from precall.words.match import fold, listed, phrases


def proposed_in_speech(text: str, side: Side, reading: Reading) -> Judged:
    """What somebody says on a call may be, by who they are."""
    if text.endswith("?"):
        bare = text.strip("¿? ")
        bare = bare if has_grammar(reading.language) else lowered(bare, reading.language)
        is_ahead = is_next_step(bare, reading) and has_a_day(bare, reading)
        asked = _asked_for_next(text, reading) or (bare if is_ahead else "")
        return ("next", asked) if asked else (None, "")
    if not has_grammar(reading.language):
        text = begun(without_opening(text, reading))
    if is_next_step(text, reading):
        return "next", text
    if not has_grammar(reading.language) and side and (done := _said_deed(text, side, reading)):
        return ("i promised" if side == "me" else "they promised"), done
    promised = behind_words(text, "i_will", reading) if has_grammar(reading.language) else ""
    if promised and side:
        done = promised_deed(promised, reading)
        return ("i promised", done) if side == "me" else ("they promised", flipped(done))
    if side == "them" and reading.says("goal", text):
        return "goal", text
    if side == "them" and reading.says("told", text) and not _is_of_others(text, reading):
        return "heard", text
    return None, ""


def _said_deed(text: str, side: Side, reading: Reading) -> str:
    """What somebody says on a call that they will do, in a language without a grammar; empty for another sentence."""
    bare = turned(text, reading.language) if side == "them" else text
    if promised := behind_words(bare, "i_will", reading, at_start=True):
        return infinitive(promised, reading.language)
    found = deed_in(bare, reading.language)
    return found.text if found and found.who == "me" else ""


def without_opening(text: str, reading: Reading) -> str:
    """What somebody says behind "well" and "look"."""
    while (lead := phrases("proposals", "openings", reading.spoken).starts(text)) is not None:
        text = text[lead.end() :].lstrip(" ,.")
    return text


def _is_of_others(text: str, reading: Reading) -> bool:
    """Whether the client speaks of others alone: whoever is "he" in their words is not the reader."""
    is_own = phrases("reader", "their_voice", reading.spoken).stand_in(text)
    return not is_own and phrases("notes", "about_them", reading.spoken).stand_in(text)


def _asked_for_next(text: str, reading: Reading) -> str:
    """What "shall we say Thursday 10 December at two for the demo?" asks for; empty for another question."""
    found = phrases("proposals", "next_asked", reading.spoken).starts(text)
    rest = _with_hour(text[found.end() :].strip(" ?,"), reading) if found else ""
    end = phrases("proposals", "next_asked_end", reading.spoken).first(rest) if rest else None
    rest = rest[: end.start()].strip(" ,") if end else rest
    dated = write_out(rest, reading.day, ("en", reading.language))
    return rest if dated.clock and any(said.day or said.readings for said in dated.said) else ""


def _with_hour(text: str, reading: Reading) -> str:
    """A time as it is spoken, written with figures: "at two" is at 2pm, "8 in the morning" 8am."""
    hours = listed("proposals", "hours", reading.spoken)
    found = shape("spoken_hour", reading.language).search(text) if hours else None
    said = fold(found["hour"]) if found else ""
    is_hour = said.isdecimal() and ((found and found["part"]) or 1 <= int(said) <= len(hours))
    if found is None or not (is_hour or said in hours):
        return text
    hour = int(said) if said.isdecimal() else hours.index(said) + 1
    part = fold(found["part"] or "")
    is_late = part in ("afternoon", "evening") if part else hour in (12, *range(1, 7))
    return f"{text[: found.start()]}at {hour}{'pm' if is_late else 'am'}{text[found.end() :]}"

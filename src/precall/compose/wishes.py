"""Which wish does a personal note become: "his daughter's recital is on Saturday" is "I hope the recital goes well"?

A note becomes a wish for what is still to come, or one for what went well; all others stay out of the mail.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from precall.compose.clause import begun, ended, unended, with_owner
from precall.compose.grammar import has_grammar
from precall.compose.person_name import is_name
from precall.compose.phrasing import Phrasing
from precall.compose.shorthand import written_out
from precall.compose.told import Told
from precall.model.followup import Note, Sentence
from precall.words.match import Spoken, fold, listed, phrases, vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MOST_WORDS = 16
_BEFORE = 8
"""Among so many words stands the event of a note."""
_SEVERAL = re.compile(r"(?<!\d)[.;:?!]\s")
_MOST_NAMED = 12
_PARTED = "\n"
"""Between who is congratulated and on what."""
_BREAK = re.compile(r"(?<!\d)[.!?…:;]\s|[\"“”„«»?…]")
_OF_SOMEBODY = (
    ("notes", "about_them"), ("personal", "others"), ("speech", "i"), ("speech", "we"), ("speech", "negations"),
)  # fmt: skip
_KINDS = (("pleasures", "wish_pleasure"), ("events", "wish_event"), ("many_events", "wish_events"))


def personal(told: Told) -> tuple[Note, ...]:
    """The personal notes that can become a wish: of what is to come, and nothing of illness, death or divorce."""
    return tuple(
        note
        for note in told.of("personal")
        if not tells_of_life(note, told) and (_is_wish(note, told) or _event(note, told))
    )


def tells_of_life(note: Note, told: Told) -> bool:
    """Whether a personal note tells of illness, death or divorce, of which no wish is made; who comes home is well again."""
    if phrases("wishes", "coming_home", (told.grammar(note),)).stand_in(note.text):
        return False
    return phrases("personal", "lives").stand_in(note.text) or phrases(
        "notes", "no_wish", (told.grammar(note),)
    ).stand_in(note.text)


def wish(note: Note, told: Told, say: Phrasing) -> Sentence:
    """One of the `personal` notes as a wish."""
    if _is_wish(note, told):
        said = told.sentence(note, with_owner(told.dated(note).text, told.grammar(note)))
        return Sentence(ended(begun(said.text)), said.sources)
    kind, event = _event(note, told) or ("wish_event", "")
    said = told.sentence(note, event)
    if kind == "wish_done_them":
        who, _, done = event.partition(_PARTED)
        return say.own(kind, told.source(note), who=who, words=done)
    if fold(event.partition(" ")[0]).endswith("ing"):
        said = replace(
            said, text=_all_of_you(event, (told.grammar(note),))
        )  # what they do is no sentence yet
    if said.text.startswith("your ") and " in your " in said.text:  # "your harvest festival in your village"
        said = replace(said, text=f"the {said.text.removeprefix('your ')}")
    return say.own(kind, *said.sources, words=said.text)


def _is_wish(note: Note, told: Told) -> bool:
    return phrases("notes", "wishes", (told.grammar(note),)).starts(note.text) is not None


def _event(note: Note, told: Told) -> tuple[str, str] | None:
    """The sentence of the catalogue and what it is about: "your daughter's recital on Saturday"; None where nothing is ahead."""
    language = told.grammar(note)
    dated = told.dated(note)
    is_ahead = dated.said or phrases("notes", "ahead", (language,)).stand_in(written_out(note.text, language))
    is_plain = all(
        said.words.isalpha() and not said.relative for said in dated.said
    )  # Saturday, not tomorrow
    text = unended(with_owner(written_out(note.text, language) if is_plain else dated.text, language))
    is_more = "(" in text or re.search(r"(?<!\w)(?:which|whether|decision|decide)(?!\w)", text)
    if is_more or len(text.split()) > _MOST_WORDS or _SEVERAL.search(text):
        return None
    if past := _past(text, (language,)):
        return past
    if not is_ahead:
        return None
    if language and not vocabulary("wishes", "events", (language,)):
        if trip := _trip(text, (language,)):
            return "wish_trip", trip
        return ("wish_event", text) if _names_alone(text, language) else None
    pieces = text.split(", ")
    whose = "your" if len(pieces) == 1 else "the"  # "his son sings, concert on Friday"
    return next((found for piece in pieces for found in _events(piece, whose, (language,))), None)


def _past(text: str, spoken: Spoken) -> tuple[str, str] | None:
    """What they may be congratulated on, or come back from: of "passed her exam" passing your exam; None for other notes."""
    if back := phrases("wishes", "backs", spoken).starts(text):
        rest = text[back.end() :].strip()
        first = fold(rest.partition(" ")[0])
        leads = ("outings", "owners", "articles", "pleasures", "stays")
        is_place = rest[:1].isupper() and has_grammar(*spoken)
        is_known = is_place or any(first in vocabulary("wishes", key, spoken) for key in leads)
        return (
            ("wish_back", rest)
            if is_known and not phrases("wishes", "no_joy", spoken).stand_in(rest)
            else None
        )
    born = phrases("wishes", "born", spoken).first(text)
    if born and (child := _child(text[: born.start()], spoken)):
        return "wish_done", f"your {child}"
    for entry in listed("wishes", "done", spoken):
        did, _, doing = entry.partition(" = ")
        found = re.search(rf"(?<!\w){re.escape(did)}(?!\w)", text, re.IGNORECASE)
        if found is None:
            continue
        who = phrases("wishes", "just", spoken).without(text[: found.start()]).strip()
        rest = text[found.end() :]
        if phrases("wishes", "no_joy", spoken).stand_in(rest):
            return None
        if not who or fold(who) in vocabulary("wishes", "reader", spoken):
            return "wish_done", f"{doing}{_of_you(rest, spoken)}" if doing else text[found.start() :]
        done = f"{doing}{rest}" if doing else text[found.start() :]
        whose, _, own = who.partition(" ")
        own = own if fold(whose) in vocabulary("wishes", "owners", spoken) else who
        if own == who and is_name(own) and " " not in own:
            return "wish_done_them", f"{own}{_PARTED}{done}"
        if fold(own) in vocabulary("reader", "own_nouns", spoken):
            return "wish_done_them", f"your {own}{_PARTED}{done}"
    return None


def _all_of_you(text: str, spoken: Spoken) -> str:
    """What the reader does, with "your" for all that is theirs."""
    owners = vocabulary("wishes", "owners", spoken)
    return " ".join("your" if fold(word) in owners else word for word in text.split(" "))


def _child(text: str, spoken: Spoken) -> str:
    """Who was born, without whose: of "her second daughter was" second daughter; empty where it is nobody of theirs."""
    owners = vocabulary("wishes", "owners", spoken) | vocabulary("wishes", "articles", spoken)
    words = [word for word in text.split() if fold(word) not in owners]
    own = vocabulary("reader", "own_nouns", spoken) | vocabulary("wishes", "children", spoken)
    return " ".join(words) if words and fold(words[-1]) in own else ""


def _of_you(text: str, spoken: Spoken) -> str:
    """What the reader did, with "your" for what is theirs: her boat licence."""
    first, space, rest = text.strip().partition(" ")
    return f" your {rest}" if space and fold(first) in vocabulary("wishes", "owners", spoken) else text


def _trip(text: str, spoken: Spoken) -> str:
    """Where somebody is going, and when: "fliegt am Samstag nach Lissabon" is "Lissabon am Samstag"; empty where nobody is."""
    going = phrases("wishes", "goings", spoken).starts(text)
    toward = going and phrases("wishes", "toward", spoken).first(text[going.end() :])
    if not going or not toward:
        return ""
    behind = text[going.end() :]
    place, when = behind[toward.end() :].strip(), behind[: toward.start()].strip()
    return " ".join(filter(None, (place, when))) if place[:1].isupper() else ""


def _names_alone(text: str, language: str) -> bool:
    """Whether a note only names what is to come, so that a wish can stand before it in a language whose events we have no list of.

    It speaks of nobody by a pronoun, denies nothing, does not begin with what somebody does, and is no more than one short
    line: "Sommerurlaub auf Kreta im Juli".
    """
    does = (phrases("wishes", key, (language,)).starts(text) for key in ("goings", "does"))
    return not any(does) and (
        len(text.split()) <= _MOST_NAMED
        and _BREAK.search(text.rstrip(" .!")) is None
        and not any(phrases(table, words, (language,)).stand_in(text) for table, words in _OF_SOMEBODY)
    )


def _events(text: str, whose: str, spoken: Spoken) -> Iterator[tuple[str, str]]:
    words = list(_WORD.finditer(text))
    doing, beside = (*(fold(word[0]) for word in words[:2]), "", "")[:2]
    is_outing = doing.endswith("ing") and beside in vocabulary("wishes", "with_whom", spoken)
    if words and (is_outing or fold(words[0][0]) in vocabulary("wishes", "outings", spoken)):
        yield "wish_pleasure", text  # "skiing in Lech from Sunday"
    for entry in listed("wishes", "doings", spoken):
        doing, _, name = entry.partition(" = ")
        if found := re.search(rf"(?<!\w){re.escape(doing)}(?!\w)", text, re.IGNORECASE):
            yield "wish_event", f"{name}{text[found.end() :]}"
    trip = phrases("wishes", "trips", spoken).first(text)
    if trip and text[trip.end() :].lstrip()[:1].isupper():
        yield "wish_trip", text[trip.end() :].strip()
    rest = text[trip.end() :].strip() if trip and trip.start() == 0 else ""
    if rest and fold(rest.partition(" ")[0]) in vocabulary("wishes", "articles", spoken):
        yield "wish_pleasure", rest  # "off to the cabin over the holidays"
    for at, match in enumerate(words[:_BEFORE]):
        word, after = fold(match[0]), fold(words[at + 1][0]) if at + 1 < len(words) else ""
        kind = next((name for key, name in _KINDS if word in vocabulary("wishes", key, spoken)), "")
        is_start = at > 0 and any(fold(one[0]).startswith("start") for one in words[:at])
        if (
            kind
            and not is_start
            and (not after or after in vocabulary("wishes", "behind", spoken) or after[0].isdigit())
        ):
            rest = text[match.end() :]
            begins = phrases("wishes", "begins", spoken).first(rest)
            rest = rest[: begins.start()].rstrip() if begins else rest
            yield kind, f"{_owned(text, words[: at + 1], whose, spoken)}{_when(rest, spoken)}"
    own = vocabulary("reader", "own_nouns", spoken)
    home = phrases("wishes", "coming_home", spoken).first(text)
    if home and (who := next((word for word in words[:3] if fold(word[0]) in own), None)):
        yield "wish_them", f"your {who[0]} for {_without_lead(text[home.end() :].strip(), spoken)}"
    is_doing = len(words) > 2 and fold(words[0][0]).endswith("ing")
    if is_doing and fold(words[1][0]) in vocabulary("wishes", "owners", spoken):
        yield "wish_event", f"{words[0][0]} your{text[words[1].end() :]}"  # "taking his boat out on Friday"
    if words and fold(words[0][0]) in vocabulary("wishes", "performing", spoken):
        yield "wish_event", text  # "singing the Messiah on Saturday"
    own = vocabulary("reader", "own_nouns", spoken) | vocabulary("wishes", "groups", spoken)
    theirs = next((word for word in words[:3] if fold(word[0]) in own), None)
    time = phrases("wishes", "times", spoken).first(text)
    if theirs and time:
        yield "wish_them", f"your {theirs[0]} for {_without_lead(text[time.start() :], spoken)}"
    for entry in listed("wishes", "starts", spoken):
        start, _, name = entry.partition(" = ")
        if theirs and text.rstrip(" .").lower().endswith(f" {start}"):
            mark = "'" if theirs[0].endswith("s") else "'s"
            yield "wish_event", f"your {theirs[0]}{mark} {name}"


def _owned(text: str, words: list[re.Match[str]], whose: str, spoken: Spoken) -> str:
    """The event with whose it is: your daughter's recital, your half marathon, the talk; `whose` where that is not said."""
    end = words[-1].end()
    theirs = next(
        (word for word in words if fold(word[0]) in vocabulary("reader", "own_nouns", spoken)), None
    )
    for at in range(len(words) - 2, -1, -1):
        word, inner = fold(words[at][0]), text[words[at + 1].start() : end]
        is_of_many = text[words[at].end() :].startswith(("' ", "’ "))  # the twins' birthday
        if word.endswith("'s") or is_of_many:
            return f"your {text[words[at].start() : end]}"
        is_owner, is_article, is_done = (
            word in vocabulary("wishes", key, spoken) for key in ("owners", "articles", "doing")
        )
        if is_owner or is_article or is_done:
            if theirs:
                mark = "'" if theirs[0].endswith("s") else "'s"
                return f"your {theirs[0]}{mark} {inner}"
            return f"the {inner}" if is_article else f"{whose} {inner}"
    return f"{whose} {text[words[0].start() : end]}"


def _when(rest: str, spoken: Spoken) -> str:
    """What stands behind the event, without the "is" of "the recital is on Saturday"."""
    found = phrases("wishes", "being", spoken).starts(rest.strip())
    when = rest.strip()[found.end() :] if found else rest
    return f" {when.strip()}" if when.strip() else ""


def _without_lead(text: str, spoken: Spoken) -> str:
    lead = phrases("wishes", "leads", spoken).starts(text)
    return text[lead.end() :].strip() if lead else text

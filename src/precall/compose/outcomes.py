"""What came of a call as a sentence of the mail: "her doctor first, coaching later" is "First your doctor, then coaching"."""

from dataclasses import replace

from precall.compose.clause import begun, deed, ended, inside_a_sentence, unended, with_article, with_owner
from precall.compose.grammar import has_grammar, is_clause, is_role, lacks_subject
from precall.compose.joined import joined
from precall.compose.phrasing import Phrasing
from precall.compose.told import Told, without_asides
from precall.model.followup import Note, Sentence
from precall.words.match import phrases

LEADS = ("not_a_fit", "outcome_leads", "postponed")
"""What an outcome begins with, of which the rest says more."""


def why(note: Note, told: Told, say: Phrasing) -> Sentence | None:
    """What an outcome says behind "not a fit": "she needs an employment lawyer", "a lawyer first, then coaching"; None for no more."""
    language = told.grammar(note)
    found = (phrases("notes", key).first(note.text) for key in LEADS)
    lead = next(filter(None, found), None)
    rest = without_asides(note.text[lead.end() :], language).strip(" ,;:.–—-(") if lead else ""
    if not rest or not has_grammar(language):
        return None
    words = told.sentence(note, rest)
    if in_order := _in_order(words, say):
        return in_order
    made = joined(words.text.rstrip(" .)"), language)
    return replace(words, text=ended(begun(made))) if made else None


def settled(note: Note, told: Told, say: Phrasing) -> Sentence | None:
    """An outcome that is a sentence by itself, what comes first and what later, or what you do; None for another one."""
    language = told.grammar(note)
    if not has_grammar(language):
        return None
    lead = phrases("notes", "outcome_leads", (language,)).starts(note.text)
    words = told.sentence(note, note.text[lead.end() :].strip(" ,;:") if lead else "")
    if in_order := _in_order(words, say):
        return in_order
    if phrases("notes", "deciding", (language,)).starts(note.text):
        if done := deed(note.text, language):
            return say.first("you_deed", *words.sources, words=unended(told.sentence(note, done).text))
        return None
    is_yours = phrases("reader", "addressed", (language,)).starts(words.text) and not lacks_subject(
        note.text, language
    )
    is_whole = bool(is_yours) and is_clause(words.text, language) and told.turned(note).doubts == ()
    return replace(words, text=ended(begun(words.text))) if is_whole else None


def comes_first(said: Sentence) -> bool:
    """Whether a `settled` outcome says what comes first, before all that was promised."""
    keys = ("followup.outcome_then", "followup.outcome_first")
    return any(source.place.startswith(keys) for source in said.sources)


def _in_order(words: Sentence, say: Phrasing) -> Sentence | None:
    """What comes first and what after it: of "your doctor first, coaching later" first your doctor, then coaching."""
    spoken = (say.sentences.language,)
    first = phrases("notes", "first", spoken).first(words.text)
    one = words.text[: first.start()].strip(" ,;:") if first else ""
    behind = words.text[first.end() :].strip(" .") if first else ""
    more = behind.lstrip(",; ")
    if not one or "," in one or (more == behind and more):
        return None
    later = phrases("notes", "afterwards", spoken).first(more)
    then = f"{more[: later.start()]}{more[later.end() :]}".strip(" ,;") if later else ""
    named = inside_a_sentence(with_owner(with_article(one, *spoken), *spoken), *spoken)
    if is_role(named, *spoken):
        named = say.sentences.say("followup.the_one", words=named)
    if is_clause(named, *spoken):
        return None
    if then:
        return say.own("outcome_then", *words.sources, words=named, more=then)
    return say.own("outcome_first", *words.sources, words=f"{named}, {more}" if more else named)


def until(note: Note, told: Told) -> str:
    """The day until which it is put off, of "on hold until March": until March; empty where none is said."""
    language = told.grammar(note)
    lead = phrases("notes", "postponed", (language,)).first(note.text)
    rest = note.text[lead.end() :].strip(" ,;:.–—-") if lead else ""
    return rest if phrases("notes", "until", (language,)).starts(rest) else ""

"""How do the words of a note fit a sentence: what somebody will do, the reader's own voice, articles, capitals, full stops?"""

import re
from collections.abc import Sequence

from precall.compose.grammar import is_role
from precall.compose.second_person import base_form
from precall.words.match import Spoken, fold, listed, phrases, vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLOSING = "”“»’\u00a0\u202f "
"""What closes a quotation, behind the full stop within it."""
_QUOTED = re.compile(r"(?<=\s)[\"“][^\"“”]{1,200}[\"”]")
_IS = frozenset({"is", "are", "was", "were"})
_TO = frozenset({"to", "will", "would", "i'll", "we'll", "you'll"})


def in_their_voice(text: str, language: str) -> bool:
    """Whether a text is told by the reader: "we want our Sundays back"; not what both did: "we talked about prices"."""
    spoken = (language,)
    text = _QUOTED.sub(" ", text)
    if phrases("reader", "together", spoken).starts(text) or phrases("reader", "you", spoken).stand_in(text):
        return False
    return phrases("reader", "their_voice", spoken).stand_in(text)


def begins_as_i(text: str, language: str) -> bool:
    """Whether a text begins in the first person: "I want him to send them to me"; whoever is "he" there is another."""
    return phrases("reader", "their_voice", (language,)).starts(text) is not None


def deed(text: str, language: str) -> str:
    """What somebody will do, behind "I will", two deeds joined by "and": send you the plan; empty where there is no verb.

    "will send", "to send", "sending" and "sends" begin with one, too.
    """
    done, spoken = _deed(text, language), (language,)
    if language != "en" or not done:
        return done
    if done.count(",") == 1 and _is_base(*_two(done.partition(", ")[2]), spoken):
        done = done.replace(", ", " and ")  # "send me the list, ask the agent"
    return done.replace(", and to ", ", and ").replace(" and to ", " and ")


def _deed(text: str, language: str) -> str:
    words, spoken = list(_WORD.finditer(text)), (language,)
    if text.startswith("not to ") and (done := deed(text[7:], language)):
        return f"not {done}"
    start = next((at for at, word in enumerate(words) if fold(word[0]) not in _TO), len(words))
    between = vocabulary("reader", "between", spoken)
    at = next((at for at in range(start, len(words)) if fold(words[at][0]) not in between), len(words))
    if at == len(words):
        return ""
    verb, after = fold(words[at][0]), words[at + 1][0] if at + 1 < len(words) else ""
    is_sure = start > 0 or verb in vocabulary("reader", "before_ing", spoken) | vocabulary(
        "reader", "givers", spoken
    )
    if after.endswith("ing") and not (is_sure or after.endswith("thing")):
        return ""  # "cycle counting", but "send meeting notes"
    if after and text[words[at].end() : words[at + 1].start()].strip(" \"“”'"):
        after = ""  # another clause begins: "plan – two pages"
    if at == start and (led := _led(words[at:], spoken)):
        return f"{led}{text[words[at].end() :]}"
    for found in (verb, base_form(verb) if verb.endswith("s") else "", *_of_ing(verb)):
        is_of_one = (
            found != verb and verb.endswith("s") and after.endswith("s") and not after.endswith(("ss", "us"))
        )
        if is_of_one and _is_known_base(found, spoken):
            return f"{text[words[start].start() : words[at].start()]}{found}{text[words[at].end() :]}"  # "counts errors"
        is_led = start > 0 and found == verb and verb not in vocabulary("reader", "openers", spoken)
        if found and (
            is_led or _is_base(found, after, spoken) or (at > start and _is_base(found, "you", spoken))
        ):
            rest = text[words[at].end() :]
            rest = rest if found == verb or language != "en" else _AND_DOES.sub(_bare, rest)
            done = f"{text[words[start].start() : words[at].start()]}{found}{rest}"
            return _given(done, language) if found in vocabulary("reader", "givers", spoken) else done
    return ""


_AND_DOES = re.compile(r"(?<!\w)(?P<lead>and |, )(?P<verb>[a-z]{3,16}s)(?=\s)")


def _bare(found: re.Match[str]) -> str:
    """A second verb without its s, too: of "writes to her and asks" and ask."""
    base = base_form(found["verb"])
    is_verb = any(
        base in vocabulary("reader", key, ("en",)) for key in ("verbs", "givers", "tellers", "willing")
    )
    return f"{found['lead']}{base}" if is_verb else found[0]


def _two(text: str) -> tuple[str, str]:
    """The first two words of a text."""
    first, second, *_ = (*_words(text), "", "")
    return first, second


def _led(words: Sequence[re.Match[str]], spoken: Spoken) -> str:
    """The verb with which a note begins although it is a noun, too: "note after each one what you said", "stop working"."""
    verb, after = fold(words[0][0]), fold(words[1][0]) if len(words) > 1 else ""
    asks = any(fold(word[0]) in vocabulary("reader", "asking", spoken) for word in words[1:])
    if verb in vocabulary("reader", "nouns_too", spoken) and asks and after not in ("of", "about"):
        return verb
    if phrases("notes", "meetings", spoken).is_whole(verb):
        return ""
    if verb in vocabulary("reader", "documents", spoken):
        return ""
    goes_on = after.endswith("ing") or after in vocabulary("reader", "particles", spoken)
    return verb if goes_on and _is_known_base(verb, spoken) and words[0][0][:1].islower() else ""


def _is_known_base(word: str, spoken: Spoken) -> bool:
    return any(word in vocabulary("reader", key, spoken) for key in ("verbs", "nouns_too", "bases_too"))


def _given(text: str, language: str) -> str:
    """What is given, with its article: send list of shifts, send the list of shifts."""
    verb, _, rest = text.partition(" ")
    to, _, thing = rest.partition(" ")
    if fold(to) in ("her", "his"):
        return text  # "tell her manager"
    if fold(to) in vocabulary("reader", "given_to", (language,)):
        return f"{verb} {to} {with_article(thing, language)}" if thing else text
    if rest and " " not in rest and rest in vocabulary("reader", "documents", (language,)):
        return f"{verb} the {rest}"  # "send link"
    return f"{verb} {with_article(rest, language)}" if rest else text


def _is_sized(first: str, second: str, spoken: Spoken) -> bool:
    """Whether a number and a unit in the singular say how long something is: two page."""
    is_number = first in vocabulary("reader", "number_words", spoken) or first.isdigit()
    return is_number and first not in ("one", "1") and second in vocabulary("reader", "of_size", spoken)


def _article(language: str) -> str:
    """The article of one thing."""
    return next(iter(listed("reader", "one_of", (language,))), "") + " "


def with_article(text: str, language: str) -> str:
    """A note with the article that notes leave out: "second yard opens" is "the second yard opens"."""
    words, spoken = _words(text), (language,)
    if len(words) < 2 or text.partition(" ")[0].endswith(":"):
        return text
    first, second = words[0], words[1]
    if len(words) > 2 and _is_sized(first, second, spoken):  # "two page description"
        return f"{_article(language)}{first}-{text[len(first) :].lstrip()}"
    if text[:2].isupper() and second in vocabulary("reader", "documents", spoken):
        return f"the {text}"  # "ROI sheet"
    if text[:2].isupper() and is_role(first, language):
        return f"the {text}"  # "CFO starts in May"
    if not text[:1].islower():  # "Price is 300 a month."
        is_one = first in vocabulary("reader", "bare_nouns", spoken) and second in _IS
        return f"The {text[:1].lower()}{text[1:]}" if is_one and not text[:2].isupper() else text
    if first in vocabulary("reader", "particles", spoken):
        return text
    is_counted = first in vocabulary("reader", "ordinals", spoken)
    is_known = first in vocabulary("reader", "bare_nouns", spoken) and (
        second in vocabulary("reader", "behind_a_noun", spoken) or _is_finite(second, spoken)
    )
    verbs = ("verbs", "nouns_too", "bases_too", "givers", "lowered", "openers", "determiners", "between")
    is_of = (
        second in vocabulary("reader", "of_a_noun", spoken)
        and not first.endswith(("ed", "ing"))
        and not any(first in vocabulary("reader", key, spoken) for key in verbs)
    )
    is_pair = second in vocabulary("reader", "bare_nouns", spoken) and (
        len(words) == 2
        or any(words[2] in vocabulary("reader", key, spoken) for key in ("behind_a_noun", "joining"))
    )
    is_pair = is_pair or _is_noun_of_two(words, spoken)
    owned = ("determiners", "determined", "small")
    is_plain = not any(first in vocabulary("reader", key, spoken) for key in owned)
    is_of = is_of or (second == "of" and first in vocabulary("reader", "documents", spoken))
    is_counted = is_counted or (
        first in ("last", "next") and second in vocabulary("reader", "counted", spoken)
    )
    is_last = (
        first == "last" and len(words) > 2 and _is_finite(words[2], spoken)
    )  # "last system had no buttons"
    is_inspector = (
        is_role(second, language)
        and len(words) > 2
        and words[2] in vocabulary("reader", "pasts", spoken) | vocabulary("reader", "finite", spoken)
    )
    is_counted = is_counted or is_last or _is_one_that_does(words, spoken) or (is_inspector and is_plain)
    return f"the {text}" if is_counted or is_known or is_of or (is_pair and is_plain) else text


def _is_one_that_does(words: Sequence[str], spoken: Spoken) -> bool:
    """Whether a noun of one stands before its verb: "designer redoes each label", "municipality owns half"."""
    first, *behind = words
    between = vocabulary("reader", "between", spoken)
    second, third, *_ = (*(word for word in behind if word not in between), "", "")  # "mentor still comes in"
    keys = ("openers", "determiners", "between", "small", "lowered", "relatives", "own_nouns", "verbs", "number_words",
            "bases_too", "after_verb", "finite", "pasts", "particles", "their_voice", "before_a_clause", "parts", "masses", "moods")  # fmt: skip
    is_brief = len(words) == 2 and second in vocabulary("reader", "pasts", spoken)  # "dispatcher quit"
    if (len(words) < 3 and not is_brief) or first.endswith(("s", "ly", "ed", "ing")) or not first.isalpha():
        return False
    if any(first in vocabulary("reader", key, spoken) for key in keys):
        return False
    base = base_form(second) if second.endswith("s") else ""
    does = base in vocabulary("reader", "verbs", spoken)
    goes_on = any(third in vocabulary("reader", key, spoken) for key in ("after_verb", "behind_standing_for"))
    does = does or (goes_on and base in vocabulary("reader", "nouns_too", spoken))  # "crew sees on Thursday"
    does = does or second in ("is", "was", "has", "doesn't", "isn't", "hasn't", "does", "wasn't", "didn't")
    is_many = first in vocabulary("reader", "many", spoken)
    return does or (second in vocabulary("reader", "pasts", spoken) and not is_many)


def _is_noun_of_two(words: Sequence[str], spoken: Spoken) -> bool:
    """Whether two nouns that make one stand before a verb: "driver app must work"."""
    keys: tuple[str, ...] = (
        *("openers", "determiners", "between", "small", "lowered", "relatives", "many", "own_nouns", "verbs"),
        *("after_verb", "behind_a_noun", "finite", "pasts", "particles", "their_voice"),
    )
    return (
        len(words) > 3
        and words[2] in vocabulary("reader", "finite", spoken)
        and not words[1].endswith(("s", "ly", "ed", "ing"))
        and not any(word in vocabulary("reader", key, spoken) for key in keys for word in words[:2])
    )


def with_owner(text: str, language: str) -> str:
    """A note with the "your" that notes leave out before somebody of theirs: "wife wants" is "your wife wants"."""
    words = _words(text)
    is_theirs = len(words) > 2 and words[0] in vocabulary("reader", "own_nouns", (language,))
    is_theirs = is_theirs or re.match(r"\w+ \(your ", text) is not None  # "partner (your sister Ann)"
    if not is_theirs:
        return text
    return f"your {text}" if text[:1].islower() else f"Your {text[:1].lower()}{text[1:]}"


def inside_a_sentence(text: str, language: str) -> str:
    """A text as it stands within a sentence: without the capital of its first word, unless that is a name."""
    first, spoken = _words(text)[:1], (language,)
    if text[:2].isupper() and text[1:2].isalpha():  # IT, HR
        return text
    is_plain = any(
        word in vocabulary("reader", key, spoken) for word in first for key in ("openers", "lowered")
    )
    return text[:1].lower() + text[1:] if is_plain else text


def ended(text: str) -> str:
    """A text that ends a sentence."""
    bare = text.rstrip()
    is_ended = bare.rstrip(_CLOSING).endswith((".", "!", "?", "…"))
    return bare if is_ended else f"{bare.rstrip(',;:')}."


def sentence(text: str) -> str:
    """A text with the full stop that a whole sentence has; what begins without a capital is a piece, and stays."""
    return ended(text) if text[:1].isupper() else text


def begun(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def unended(text: str) -> str:
    """A text without the full stop at its end."""
    return text.rstrip().rstrip(".,;") if not text.rstrip().endswith("...") else text.rstrip()


def _words(text: str) -> list[str]:
    return [fold(match[0]) for match in _WORD.finditer(text)]


def _is_finite(word: str, spoken: Spoken) -> bool:
    if word in vocabulary("reader", "finite", spoken):
        return True
    if word.endswith("ed") and len(word) > 4:
        return True
    return word.endswith("s") and base_form(word) in vocabulary("reader", "verbs", spoken)


def _is_base(word: str, after: str, spoken: Spoken) -> bool:
    """Whether a word is a verb; one that is a noun, too, only before what follows a verb, or before a name."""
    if any(word in vocabulary("reader", key, spoken) for key in ("nouns_too", "bases_too")):
        if fold(after) == "to" and word in vocabulary("reader", "named_to", spoken):
            return False  # "visit to a farm"
        if fold(after) == "that" and word not in vocabulary("reader", "that_verbs", spoken):
            return False
        follows = any(
            fold(after) in vocabulary("reader", key, spoken)
            for key in ("after_verb", "counted", "after_deed")
        )
        is_of_things = word in vocabulary("reader", "done_to_things", spoken) and after.endswith("s")
        return follows or is_of_things or after[:1].isupper() or after[:1].isdigit()
    return word in vocabulary("reader", "verbs", spoken) or word in vocabulary("reader", "givers", spoken)


def _of_ing(word: str) -> tuple[str, ...]:
    if not word.endswith("ing") or len(word) < 6:
        return ()
    stem = word[:-3]
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    return (stem, f"{stem}e", doubled)

"""What to ask: three to five questions that listen, in the client's own words, each with its reason and evidence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from precall.compose.conditions import Scene, day_of, hold
from precall.compose.goal import asked_again
from precall.compose.playbook import MATCH, PLACE, PROMISE, SENTENCE, Ask, Playbook
from precall.compose.spoken import MOST_EVIDENCE, inside, listed, reads_well, words
from precall.compose.spoken_dates import age, spoken
from precall.compose.wording import is_put_to, is_sayable, is_title, points_back, says_i, topics
from precall.extract.speech import split
from precall.model.dossier import Question
from precall.model.fact import Evidence, Fact
from precall.model.judgement import Fit
from precall.model.kinds import ROWS, Kind
from precall.sentences import Sentences
from precall.site.kind import topic_of
from precall.words.match import ALL, fold, phrases, vocabulary

_LISTED = 3
_NUMBERED = re.compile(r"\d{1,2}\. ")  # of a list, at the beginning of an item
_LONGEST_MATCH = 30
_NEARER = 40  # how much rank a question gains that takes up what they wrote when booking
_PRAISE = (8, 20)  # words of a sentence of praise that is asked about
_NAME = re.compile(r"[^\W\d_]{4,40}")
_OF_RULES = ("privacy", "terms", "imprint", "contact", "faq", "post", "blog")
_TITLED = 3  # words of a title at least
_EARLY = 3  # words before the no of a sentence that refuses something
_SURE: Mapping[str, float] = {"phrase": 0.7, "faq": 0.9, "audience": 0.6, "summary": 0.55}
"""How sure a fact is at least of which a question is asked: below, rules of a shop, labels of forms, moods and parts of sentences were among them."""
_LANDED = 12  # how much it gains where one of the same reason opened an earlier call


class _Said(NamedTuple):
    """Something the site says, ready to stand in a question."""

    value: str
    evidence: Evidence
    attributes: Mapping[str, str] = MappingProxyType({})


class _Made(NamedTuple):
    """A question, whether it takes up a topic of the booking, and the words of theirs that stand in it."""

    question: Question
    near: bool = False
    taken: frozenset[str] = frozenset()


def questions(
    playbook: Playbook,
    scene: Scene,
    sentences: Sentences,
    fit: Sequence[Fit] = (),
    context: str = "",
    landed: Sequence[str] = (),
) -> tuple[Question, ...]:
    """The playbook's questions that can be asked here, in its order; the highest ranks where there are too many.

    What shares a topic with the booking's `context` is taken up first, then what concerns the person whom the caller
    meets; questions asked for one of the reasons that `landed` in earlier calls gain as well. No words of theirs are
    asked about twice. Raises TemplateError for a sentence that the catalogue does not have.
    """
    written = topics(context) - topics(f"{scene.own.get('name', '')} {scene.own.get('with', '')}")
    possible = [
        (ask, made)
        for ask in playbook.questions
        if hold(ask.when, scene) and (made := _asked(ask, scene, sentences, fit, written))
    ]
    replaced = {ask.instead_of for ask, _ in possible}
    left = [(ask, made) for ask, made in possible if ask.id not in replaced]
    by_rank = sorted(left, key=lambda pair: (not pair[0].always, -_rank(pair[0], pair[1], landed)))
    chosen = _no_words_twice(by_rank)[: playbook.most]
    return tuple(made.question for ask, made in left if ask.id in chosen)


def _no_words_twice(by_rank: Sequence[tuple[Ask, _Made]]) -> list[str]:
    """The ids of the questions, best first, less those about words that a better one takes up."""
    taken: set[str] = set()
    chosen = []
    for ask, made in by_rank:
        if not taken & made.taken:
            taken |= made.taken
            chosen.append(ask.id)
    return chosen


def worded(text: str, values: Mapping[str, str], sentences: Sentences, number: int | None = None) -> str:
    """A playbook's text, or the sentence that it names, with its places filled; empty where one has nothing to say."""
    if not SENTENCE.fullmatch(text):
        places = PLACE.findall(text)
        return PLACE.sub(lambda place: values[place[1]], text) if all(map(values.get, places)) else ""
    key = text
    if number is not None and sentences.has(f"{key}_many"):
        key = f"{key}_{'one' if number == 1 else 'many'}"
    section, _, name = key.partition(".")
    empty = [
        place for place in PLACE.findall(sentences.section(section).get(name, "")) if values.get(place) == ""
    ]
    return "" if empty else sentences.say(key, **values)


def _rank(ask: Ask, made: _Made, landed: Sequence[str]) -> int:
    return ask.rank + (_NEARER if made.near else 0) + (_LANDED if made.question.because in landed else 0)


def _asked(
    ask: Ask, scene: Scene, sentences: Sentences, fit: Sequence[Fit], written: frozenset[str]
) -> _Made | None:
    values = dict(scene.own)
    shown: list[_Said] = []
    number = None
    if ask.about:
        everything = _said(ask.about, scene, sentences, fit)
        sayable = [said for said in everything if _is_sayable(said, ask)]
        if not sayable:
            return None
        best, number = _nearest(sayable, written, scene.own.get("with", "")), len(everything)
        if ask.near and not written & topics(best.value):
            return None
        values |= _values(sayable, best, number, sentences)
        shown = _shown(ask, sayable, values, sentences)
    if ask.beside:
        others = _said(ask.beside, scene, sentences, fit)
        if not others:
            return None
        values |= {"other": others[0].value, "other_n": _number(len(others), sentences)}
        shown += others[:1]
    text = (
        asked_again(values["goal"], scene.today, sentences)
        if ask.ask == "questions.goal" and values.get("goal")
        else worded(ask.ask, values, sentences, number)
    )
    because = worded(ask.because, values, sentences, number)
    if not text or not because:
        return None
    evidence = tuple(dict.fromkeys(said.evidence for said in shown))[:MOST_EVIDENCE]
    near = any(written & topics(said.value) for said in shown)
    return _Made(
        Question(text, because, evidence, ask.stock), near, frozenset(said.value.casefold() for said in shown)
    )


def _is_sayable(said: _Said, ask: Ask) -> bool:
    """Whether words can stand in this question: neither too long nor too few, not in capitals, nobody's private life."""
    length = words(said.value)
    fits = ask.fewest_words <= length <= ask.most_words and _is_of_the_sort(said.value, ask)
    return fits and is_sayable(said.value.removesuffix("?") if ask.about == "faq" else said.value)


def _is_of_the_sort(text: str, ask: Ask) -> bool:
    sorts = {"figure": _names_a_figure, "rule": _is_rule, "refusal": _refuses}
    fits = ask.holds is None or (sorts[ask.holds](text) and not points_back(text))
    fits &= not text.endswith(":")
    return fits and (not ask.says or any(word.casefold() in text.casefold() for word in ask.says))


def _names_a_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _begins_with_us(text: str) -> bool:
    first = fold(text).split()[0]
    return first in vocabulary("speech", "subject") or first in vocabulary("speech", "i")


def _is_rule(text: str) -> bool:
    """Whether they say what they do, and do not boast: no "We are more than a mill", no exclamation."""
    return _begins_with_us(text) and not _is_slogan(text)


def _is_slogan(text: str) -> bool:
    boasts = phrases("speech", "slogan").stand_in(text)
    return boasts or text.endswith("!") or (len(text.split()) > _TITLED and is_title(text))


def _refuses(text: str) -> bool:
    """Whether they say what they do not do; "not just" and "not only" refuse nothing."""
    said = phrases("speech", "negations").first(text)
    most = 1 if says_i(text.split()[0]) else _EARLY  # "I was never glad of it" refuses nothing
    if said is None or len(text[: said.start()].split()) > most:
        return False
    following = fold(text[said.end() :]).split()[:1]
    is_half = bool(following) and following[0] in vocabulary("speech", "halves")
    return not is_half and _is_rule(text)


def _said(about: str, scene: Scene, sentences: Sentences, fit: Sequence[Fit]) -> list[_Said]:
    """What the site surely says of a kind, each thing once."""
    if about == MATCH:
        said = [
            _Said(inside(row.quote), row.evidence[0], {"looks_for": row.what})
            for row in fit
            if row.says and reads_well(row.evidence[0], _LONGEST_MATCH)
        ]
    elif about == PROMISE:
        said = [_Said(inside(proof.quote), proof) for proof in scene.promises]
    else:
        least = _SURE.get(about, 0.0)
        sure = [fact for fact in scene.of(about) if not fact.check and fact.confidence >= least]
        if about == "faq":
            sure = [fact for fact in sure if _is_asked(fact)]
        if about == "summary":
            sure = [one for fact in sure for one in _sentences(fact)]
        if about == "phrase":  # what binds a sender of a form or a buyer is no rule of their work
            sure = [fact for fact in sure if topic_of(fact.evidence[0].url) not in _OF_RULES]
        if about == "testimonial":
            sure = [_in_brief(fact, scene) for fact in sure if _is_signed(fact)]
        if about == "phrase" and len(scene.of("person")) > 1:  # nobody knows which of them says I
            sure = [fact for fact in sure if not says_i(str(fact.value))]
        if about == "offer":  # "10-Visit Card" is a size of something, and no other thing
            sure = [fact for fact in sure if not str(fact.value)[:1].isdigit()]
        said = [_of_fact(fact, scene, sentences) for fact in sure]
    said = [
        one._replace(value=_NUMBERED.sub("", one.value, count=1) if _NUMBERED.match(one.value) else one.value)
        for one in said
    ]
    once = {one.value.casefold(): one for one in reversed(said) if one.value}
    return list(reversed(once.values()))


def _sentences(summary: Fact) -> tuple[Fact, ...]:
    """The sentences of a summary that the home page or the one about them says, each by itself."""
    proofs = [proof for proof in summary.evidence if topic_of(proof.url) in ("home", "about")]
    if len(summary.evidence) > 1:
        return tuple(replace(summary, value=proof.quote, evidence=(proof,)) for proof in proofs)
    return (summary,) if proofs else ()


def _is_signed(praise: Fact) -> bool:
    """Whether whole praise of the business, and not of a book, has the name of its author: no "A client in Fowey"."""
    author = fold(praise.text("author")).split()
    is_named = bool(author) and vocabulary("praise", "nameless").isdisjoint(author)
    is_cut = str(praise.value).rstrip('”"»').endswith(("…", "..."))
    return is_named and not is_cut and not phrases("praise", "of_a_book").stand_in(str(praise.value))


def _in_brief(praise: Fact, scene: Scene) -> Fact:
    """Praise that is short, or the first of its sentences that names the business or one of its people; else the praise."""
    if words(str(praise.value)) <= _PRAISE[1]:
        return praise
    named = _words_of(scene, "name", "person") - _words_of(scene, "offer")
    said = (one for one in split(str(praise.value)) if _PRAISE[0] <= words(one) <= _PRAISE[1])
    fit = (one for one in said if is_sayable(one) and not says_i(one) and not points_back(one))
    brief = next((one for one in fit if not named.isdisjoint(_NAME.findall(fold(one)))), "")
    return replace(praise, value=brief) if brief else praise


def _words_of(scene: Scene, *kinds: Kind) -> set[str]:
    return {
        word for kind in kinds for fact in scene.of(kind) for word in _NAME.findall(fold(str(fact.value)))
    }


def _is_asked(faq: Fact) -> bool:
    """Whether visitors ask this of the business: no heading that is put to them, nothing of rules or posts."""
    said = inside(faq.value)
    is_elsewhere = topic_of(faq.evidence[0].url) in ("privacy", "terms", "post", "blog")
    return said.endswith("?") and not is_elsewhere and not is_put_to(said, ALL)


def _of_fact(fact: Fact, scene: Scene, sentences: Sentences) -> _Said:
    attributes = {name: inside(fact.text(name)) for name in (*ROWS[fact.kind].attributes, *fact.attributes)}
    day = day_of(fact)
    attributes["date"] = spoken(day.isoformat(), sentences) if day else ""
    attributes["age"] = age(day, scene.today, sentences) if day else ""
    return _Said(inside(fact.value), fact.evidence[0], attributes)


def _nearest(said: Sequence[_Said], written: frozenset[str], with_name: str) -> _Said:
    """The one that shares most topics with the booking, then one that concerns the person, then the best."""
    name = with_name.casefold()

    def nearness(one: _Said) -> tuple[int, bool]:
        concerns = bool(name) and name in f"{one.value} {one.evidence.quote}".casefold()
        return len(written & topics(one.value)), concerns

    return max(said, key=nearness)


def _values(said: Sequence[_Said], best: _Said, number: int, sentences: Sentences) -> dict[str, str]:
    beyond = number - min(len(said), _LISTED)
    return {
        **best.attributes,
        "value": best.value,
        "values": listed((one.value for one in said), sentences),
        "n": _number(number, sentences),
        "first": said[0].value,
        "last": said[-1].value if len(said) > 1 else "",
        "more": str(beyond) if beyond else "",
    }


def _number(number: int, sentences: Sentences) -> str:
    spelled = f"questions.number_{number}"
    return sentences.say(spelled) if sentences.has(spelled) else str(number)


def _shown(ask: Ask, said: Sequence[_Said], values: Mapping[str, str], sentences: Sentences) -> list[_Said]:
    """Those whose words stand in the question, as far as its places tell."""
    section, _, name = ask.ask.partition(".")
    catalogue = sentences.section(section)
    texts = (
        [catalogue.get(key, "") for key in (name, f"{name}_one", f"{name}_many")]
        if SENTENCE.fullmatch(ask.ask)
        else [ask.ask]
    )
    places = {place for text in texts for place in PLACE.findall(text)}
    best = [one for one in said if one.value == values["value"]] if "value" in places else []
    ends = [said[0], said[-1]] if places & {"first", "last"} else []
    return [*best, *(said[:_LISTED] if "values" in places else ()), *ends]

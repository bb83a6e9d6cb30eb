"""What to ask: three to five questions that listen, in the client's own words, each with its reason and evidence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from precall.compose.conditions import Scene, day_of, hold
from precall.compose.playbook import MATCH, PLACE, SENTENCE, Ask, Playbook
from precall.compose.spoken import MOST_EVIDENCE, inside, listed, reads_well, words
from precall.decency import is_personal
from precall.model.dossier import Question
from precall.model.fact import Evidence, Fact
from precall.model.judgement import Fit
from precall.render.spoken_dates import age, spoken
from precall.sentences import Sentences

_LISTED = 3
_LONGEST_MATCH = 30
_WORD = re.compile(r"[^\W\d_]{5,40}")
_STEM = 6  # letters; deliver, delivers and deliveries are one word here
_NEARER = 15  # how much rank a question gains that takes up what they wrote when booking
_LANDED = 12  # how much it gains where one of the same reason opened an earlier call


@dataclass(frozen=True, slots=True)
class _Said:
    """Something the site says, ready to stand in a question."""

    value: str
    evidence: Evidence
    attributes: Mapping[str, str] = field(default_factory=dict)


def questions(
    playbook: Playbook,
    scene: Scene,
    sentences: Sentences,
    fit: Sequence[Fit] = (),
    context: str = "",
    landed: Sequence[str] = (),
) -> tuple[Question, ...]:
    """The playbook's questions that can be asked here, in its order; the highest ranks where there are too many.

    What shares words with the booking's `context` is taken up first, then what concerns the person whom the caller
    meets; questions asked for one of the reasons that `landed` in earlier calls gain as well. Raises TemplateError for a sentence that the catalogue does not have.
    """
    written = _telling_words(context)
    possible = [
        (ask, made)
        for ask in playbook.questions
        if hold(ask.when, scene) and (made := _asked(ask, scene, sentences, fit, written))
    ]
    replaced = {ask.instead_of for ask, _ in possible}
    left = [(ask, made) for ask, made in possible if ask.id not in replaced]
    by_rank = sorted(left, key=lambda pair: (not pair[0].always, -_rank(pair[0], pair[1], written, landed)))
    chosen = {ask.id for ask, _ in by_rank[: playbook.most]}
    return tuple(question for ask, question in left if ask.id in chosen)


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


def _rank(ask: Ask, question: Question, written: frozenset[str], landed: Sequence[str]) -> int:
    nearer = _NEARER if ask.about and written & _telling_words(question.text) else 0
    return ask.rank + nearer + (_LANDED if question.because in landed else 0)


def _asked(
    ask: Ask, scene: Scene, sentences: Sentences, fit: Sequence[Fit], written: frozenset[str]
) -> Question | None:
    values = dict(scene.own)
    shown: list[_Said] = []
    number = None
    if ask.about:
        everything = _sayable(ask.about, scene, sentences, fit)
        short = [said for said in everything if words(said.value) <= ask.most_words]
        if not short:
            return None
        number = len(everything)
        values |= _values(short, _nearest(short, written, scene.own.get("with", "")), number, sentences)
        shown = _shown(ask, short, values, sentences)
    text = worded(ask.ask, values, sentences, number)
    because = worded(ask.because, values, sentences, number)
    if not text or not because:
        return None
    return Question(text, because, tuple(dict.fromkeys(said.evidence for said in shown))[:MOST_EVIDENCE])


def _sayable(about: str, scene: Scene, sentences: Sentences, fit: Sequence[Fit]) -> list[_Said]:
    """What may be said of a kind: sure, each thing once, and nobody's private life."""
    if about == MATCH:
        said = [
            _Said(inside(row.quote), row.evidence[0], {"looks_for": row.what})
            for row in fit
            if row.says and reads_well(row.evidence[0], _LONGEST_MATCH)
        ]
    else:
        said = [_of_fact(fact, scene, sentences) for fact in scene.of(about) if not fact.check]
    once = {one.value.casefold(): one for one in reversed(said) if one.value and not is_personal(one.value)}
    return list(reversed(once.values()))


def _of_fact(fact: Fact, scene: Scene, sentences: Sentences) -> _Said:
    attributes = {name: inside(value) for name, value in fact.attributes.items() if value is not None}
    day = day_of(fact)
    attributes["date"] = spoken(day.isoformat(), sentences) if day else ""
    attributes["age"] = age(day, scene.today, sentences) if day else ""
    return _Said(inside(fact.value), fact.evidence[0], attributes)


def _nearest(said: Sequence[_Said], written: frozenset[str], with_name: str) -> _Said:
    """The one that shares most words with the booking, then one that concerns the person, then the best."""
    name = with_name.casefold()

    def nearness(one: _Said) -> tuple[int, bool]:
        concerns = bool(name) and name in f"{one.value} {one.evidence.quote}".casefold()
        return len(written & _telling_words(one.value)), concerns

    return max(said, key=nearness)


def _telling_words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))


def _values(said: Sequence[_Said], best: _Said, number: int, sentences: Sentences) -> dict[str, str]:
    spelled = f"questions.number_{number}"
    beyond = number - min(len(said), _LISTED)
    return {
        **best.attributes,
        "value": best.value,
        "values": listed(one.value for one in said),
        "n": sentences.say(spelled) if sentences.has(spelled) else str(number),
        "first": said[0].value,
        "last": said[-1].value if len(said) > 1 else "",
        "more": str(beyond) if beyond else "",
    }


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

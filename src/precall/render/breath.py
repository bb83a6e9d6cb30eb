"""What page one says in a breath: what they are and for whom, in words of theirs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from precall.compose.statements import folded
from precall.compose.wording import is_loud, leans, opens_back, topics
from precall.compose.worth import is_ours
from precall.decency import is_personal
from precall.extract.speech import split
from precall.model.fact import Evidence, Fact
from precall.model.page import PageKind
from precall.render.material import Entry, Material, apart, entry
from precall.render.shorten import MARK, weight
from precall.render.view import Line
from precall.site.kind import whole_topic
from precall.words.match import Spoken, fold, phrases, vocabulary

_BRIEF = 20  # words
_FOR_WHOM = 24  # words
_CUT = re.compile(r"\.\.\.|…|�|ï¿½|\?")
"""Where a text was cut, lost its letters or asks its reader something."""
_ASKING = ("?", "*", ":", "!")
"""Ends of questions, fields of a form, what announces something, and boasts."""
_NO_OPENING: tuple[PageKind, ...] = (
    "contact", "legal", "faq", "clients", "testimonials", "blog", "post", "careers",
)  # fmt: skip
"""Pages on which forms, rules, clients and posts speak."""
_OF_THEM: tuple[PageKind, ...] = ("home", "about")
"""Pages whose description is one of the business, and not of the page."""
_OF_ONE: tuple[PageKind, ...] = ("services", "pricing")
"""Pages whose description is one of one service among several."""
_EARLY, _NEAR, _FEWEST = 3, 5, 4  # words
_SUBJECT = 2  # words, of a page that may tell of somebody else
_ENDS = (".", "!", "?", "”", '"', "»")
_LONG = 5  # letters of a word of the name that is nobody else's
_BREATH = 40
_TELLING, _OWN_WORDS = (
    4,
    2,
)  # letters of a word that tells, and how many of them a heading has beside the name
_SMALL = 3  # pages of a site of which each speaks of the whole
_SURE, _SURE_FOR_WHOM = 0.55, 0.6  # below, more than half of such sentences said something else
_ENOUGH_AGREED = 6  # words
_CALLS = ("cta", "calls", "mood")
_TO_READERS = ("to_reader", "headlines")
"""Lists of openings of sentences that speak to the reader or announce what a page tells."""
_OF_THE_PAGE = ("machinery", "reaching", "inviting")
"""Lists of words that speak of the website, of rules or of how to reach them, and not of what they are."""
_LABEL = 2  # words
_BESIDES = 6  # first words of a sentence, where "also" adds one thing to what they are


def in_a_breath(material: Material) -> Iterator[Entry]:
    """What they are, in their summary, motto or values, and for whom."""
    dossier = material.dossier
    values = [one for one in dossier.of("value") if _begins_with_name(material, one)]
    summary = _sure(dossier.first("summary"), _SURE)
    others = (one for one in (dossier.first("tagline"), *values[:1]) if one and _offers(one, material))
    said = [summary, *others]
    fit = (
        [one for one in map(_ended, apart(fact)) if _is_fit_to_open(material, one)] for fact in said if fact
    )
    lives = " / ".join(folded(life.text) for _, life in material.lives)
    told = next(filter(None, fit), [])
    opening = sorted(
        [one for one in told if folded(str(one.value)) not in lives] or told,
        key=lambda one: not (one.evidence[0].where == "meta" or _begins_with_name(material, one)),
    )
    opening = [one for one in opening if one is opening[0] or _goes_on(one, opening[0], material)]
    for i, sentence in enumerate(opening):
        yield entry("breath", 3 if i == 0 else 11, material.cited(sentence, quote=True), _BREATH)
    if not opening:
        yield from _headed(material)
    for audience in dossier.of("audience")[:1]:
        if _is_of_all(audience, material) and _names_whom(audience, summary, material.spoken):
            yield entry(
                "breath",
                10 if opening else 3,
                material.cited(audience, quote=True, label=material.say("for_whom")),
                _FOR_WHOM,
            )


def _headed(material: Material) -> Iterator[Entry]:
    """What stands above their home page, said to be that, where no sentence surely says what they are: its title, else its first headings."""
    home = next((page for page in material.dossier.pages if page.kind == "home"), None)
    if home is None:
        return
    titled = [Evidence(home.url, home.title, "title")] if home.title else []
    headings = [Evidence(home.url, one, "text") for one in material.home_headings if not one.endswith(".")]
    proof = next((one for one in (*titled, *headings) if _tells_what(one.quote, material)), None)
    if proof is not None:
        label = material.say("headed")
        said = material.theirs(proof.quote).strip(" |-–—·:")
        line = Line(said, label=label, quote=True, evidence=(proof,))
        yield entry("breath", 3, line, _FOR_WHOM)


def _tells_what(heading: str, material: Material) -> bool:
    """Whether a heading says more than a name, a greeting, a question or a call: it has words of its own."""
    text = heading.strip()
    named = {*_name(material), *folded(material.dossier.subject.domain.replace(".", " ")).split()}
    own = [word for word in folded(text).split() if word not in named and len(word) >= _TELLING]
    greets = any(phrases("speech", key).stand_in(text) for key in ("mood", "inviting", "machinery"))
    calls = any(
        phrases("speech", key, material.spoken).starts(text) for key in (*_CALLS, "put_to", "headlines")
    )
    is_page = whole_topic(text) != ""
    return (
        len(own) >= _OWN_WORDS
        and not is_loud(text)
        and not (greets or calls or is_page or text.endswith(_ASKING) or _CUT.search(text))
    )


def _ended(sentence: Fact) -> Fact:
    """What a page says of itself, without a last sentence that its author's system cut off."""
    text = str(sentence.value)
    whole = split(text)[:-1] if sentence.evidence[0].where == "meta" and not text.endswith(_ENDS) else ()
    return replace(sentence, value=" ".join(whole)) if whole else sentence


def _sure(fact: Fact | None, least: float) -> Fact | None:
    return fact if fact and fact.confidence >= least else None


def _goes_on(one: Fact, first: Fact, material: Material) -> bool:
    """Whether a sentence surely says more of what they are than the first: on a page about the whole, what the business offers by its name, or what title and offers say, too."""
    is_of_them = not _kinds(one.evidence[0].url, material).isdisjoint(_OF_THEM)
    is_more = folded(str(first.value)) not in folded(str(one.value)) and not _boasts(one, material)
    is_named = _opens_with_name(material, one) and _offers(one, material)
    return is_of_them and is_more and (is_named or _agreed(one, material) >= _ENOUGH_AGREED)


def _offers(sentence: Fact, material: Material) -> bool:
    return phrases("speech", "offers", material.spoken).stand_in(str(sentence.value))


def _is_brief_of_us(text: str, spoken: Spoken) -> bool:
    """Whether a short sentence begins with we or I, and tells no news of them; longer ones tell of a mood or a beginning."""
    first, *others = fold(text).split()
    speaks = first in vocabulary("speech", "subject") or first in vocabulary("speech", "i")
    return speaks and len(others) < _BRIEF and not phrases("speech", "lately", spoken).stand_in(text)


def _boasts(sentence: Fact, material: Material) -> bool:
    return phrases("speech", "slogan", material.spoken).stand_in(str(sentence.value))


def _agreed(sentence: Fact, material: Material) -> int:
    """How many words that tell a topic stand also in the home page's title or in the names of what they offer, its own name's left out."""
    title = " ".join(page.title for page in material.dossier.pages[:1])
    offers = " ".join(str(one.value) for one in material.dossier.of("offer"))
    said = topics(str(sentence.value)) - topics(
        " ".join(str(one.value) for one in material.dossier.of("name"))
    )
    return len(said & topics(f"{title} {offers}"))


def _names_their_place(text: str, material: Material) -> bool:
    """Whether a sentence names their town or where they work: a lesson about what they sell names none."""
    towns = [one.text("city") for one in material.dossier.of("address")]
    areas = [str(one.value) for one in material.dossier.of("area") if not one.check]
    said = f" {folded(text)} "
    return any(f" {place} " in said for place in map(folded, (*towns, *areas)) if place)


def _is_of_all(audience: Fact, material: Material) -> bool:
    """Whether whom a sentence names is surely whom the whole business works for, and not whom one service is for."""
    text, spoken = str(audience.value), material.spoken
    is_of_them = not _kinds(audience.evidence[0].url, material).isdisjoint(_OF_THEM)
    says_for = phrases("speech", "audience", spoken).starts(text) is not None
    return audience.confidence >= _SURE_FOR_WHOM and (is_of_them or says_for)


def _begins_with_name(material: Material, sentence: Fact) -> bool:
    """Whether the business itself is named where a sentence begins: that one says what it is."""
    near = _NEAR if _is_of_them(material, sentence) else _SUBJECT
    said = _named_words(material, sentence)[:near]
    is_near = any(part in said for part in _name(material) if len(part) >= _LONG)
    return is_near or _opens_with_name(material, sentence)


def _opens_with_name(material: Material, sentence: Fact) -> bool:
    """Whether the first word of the business's name stands among the first of a sentence."""
    early = _EARLY if _is_of_them(material, sentence) else _SUBJECT
    first = _name(material)[:1]
    return first != [] and first[0] in _named_words(material, sentence)[:early]


def _named_words(material: Material, sentence: Fact) -> list[str]:
    """The words of a sentence, folded, less those that are written small where the business's name has a capital: "quality and style" """
    name = material.dossier.first("name")
    capitals = {folded(word) for word in str(name.value).split() if word[:1].isupper()} if name else set()
    text = str(sentence.value)
    if text.islower():  # a site that writes everything small
        return folded(text).split()
    named = (word for word in text.split() if not (word[:1].islower() and folded(word) in capitals))
    return folded(" ".join(named)).split()


def _name(material: Material) -> list[str]:
    name = material.dossier.first("name")
    return folded(str(name.value)).split() if name else []


def _is_of_them(material: Material, sentence: Fact) -> bool:
    proof = sentence.evidence[0]
    return proof.where == "meta" or not _kinds(proof.url, material).isdisjoint(_OF_THEM)


def _is_fit_to_open(material: Material, sentence: Fact) -> bool:
    """Whether a sentence surely says what they are: of the business by name, how the home page or the one about them describes itself, a short one that
    begins with us, or one in the words of title and offers.

    It is no line of contact data, no call to act, no rule of a form, nobody's private life, and points to nothing before it.
    """
    text = str(sentence.value)
    if (
        " | " in text
        or _CUT.search(text)
        or text.endswith(_ASKING)
        or _is_call(text)
        or any(phrases("speech", key).stand_in(text) for key in _OF_THE_PAGE)
        or is_personal(text)
        or _is_mood(text, material.spoken)
        or any(phrases("speech", key, material.spoken).starts(text) for key in _TO_READERS)
        or opens_back(text, material.spoken)
        or _adds(text, material.spoken)
        or len(text.split()) < _FEWEST
    ):
        return False
    proof = sentence.evidence[0]
    kinds = _kinds(proof.url, material)
    if kinds.isdisjoint((*_OF_THEM, "team")) and len(material.dossier.pages) > _SMALL:
        is_of_one = proof.where == "meta" and not kinds.isdisjoint(_OF_ONE)
        return not is_of_one and _begins_with_name(material, sentence)
    is_theirs = is_ours(text) or _names_their_place(text, material)
    agrees = is_theirs and _offers(sentence, material) and _agreed(sentence, material) >= _ENOUGH_AGREED
    describes = proof.where == "meta" or agrees or _is_brief_of_us(text, material.spoken)
    describes = describes and not (kinds and kinds.isdisjoint(_OF_THEM))
    speaks = describes and not leans(text, material.spoken)
    return _begins_with_name(material, sentence) or (speaks and kinds.isdisjoint(_NO_OPENING))


def _kinds(url: str, material: Material) -> set[PageKind]:
    return {page.kind for page in material.dossier.pages if page.url == url}


def _is_mood(text: str, spoken: Spoken) -> bool:
    """Whether a sentence tells what they believe in or aim at, before it tells what they offer."""
    mission = phrases("speech", "mission", spoken).first(text)
    offers = phrases("speech", "offers", spoken).first(text)
    return mission is not None and (offers is None or mission.start() < offers.start())


def _adds(text: str, spoken: Spoken) -> bool:
    """Whether a sentence adds one thing to what they are, "Vane & Daughters also offers", or stands behind a label: "Important: " """
    words = text.split()
    is_labelled = any(word.endswith(":") for word in words[:_LABEL])
    return is_labelled or phrases("speech", "besides", spoken).stand_in(" ".join(words[:_BESIDES]))


def _is_call(text: str) -> bool:
    return any(phrases("speech", key).starts(text) for key in _CALLS)


def _names_whom(audience: Fact, summary: Fact | None, spoken: Spoken) -> bool:
    """Whether a sentence about clients is whole, no call to act, and no part of what is said above it."""
    said = str(audience.value)
    is_cut = said.endswith((":", MARK)) or said.startswith(("-", "•")) or weight(said) > _FOR_WHOM
    people = phrases("speech", "people").first(said)
    before = fold(said[: people.start()]).split()[-1:] if people else []
    is_ours = bool(before) and before[0] in vocabulary("speech", "we")  # "our patients" are anybody
    names = people is not None and not is_ours and not audience.check
    is_bound = is_cut or _is_call(said) or leans(said, spoken)
    return names and not is_bound and (summary is None or said not in str(summary.value))

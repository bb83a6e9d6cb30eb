"""The whole judgement of one piece of research for one call: noticed, asked, missing, and whether to write first."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from precall.compose import first_touch as touch
from precall.compose.conditions import Scene
from precall.compose.fit import fit, objections
from precall.compose.gaps import gaps, shown
from precall.compose.listing import listing
from precall.compose.observations import NO_TEXTS, Texts, observations
from precall.compose.offer import Offer
from precall.compose.own_words import own_words
from precall.compose.playbook import FirstMail, Playbook
from precall.compose.promises import promises
from precall.compose.questions import questions
from precall.compose.spoken import client_name, inside, telling_sentence
from precall.compose.statements import Passages
from precall.compose.trades import TRADES, trades
from precall.compose.unseen import unseen
from precall.decency import is_personal
from precall.model.call import Call, Remembered
from precall.model.dossier import Subject
from precall.model.fact import Fact, Kind
from precall.model.judgement import Judgement
from precall.model.page import Miss, PageRecord
from precall.sentences import Sentences
from precall.words import filed_as
from precall.words.match import ALL, Spoken, phrases

_LONGEST_CONTEXT = 28  # words of theirs within the first question
NO_OFFER = Offer()
NOTHING_REMEMBERED = Remembered()
NO_PASSAGES: Passages = MappingProxyType({})


def judge(
    facts: Sequence[Fact],
    *,
    subject: Subject,
    call: Call,
    playbook: Playbook,
    sentences: Sentences,
    today: date,
    pages: Sequence[PageRecord] = (),
    missed: Sequence[Miss] = (),
    texts: Texts = NO_TEXTS,
    passages: Passages = NO_PASSAGES,
    offer: Offer = NO_OFFER,
    remembered: Remembered = NOTHING_REMEMBERED,
    signature: str = "",
) -> Judgement:
    """Observations, questions and gaps for one call; for a playbook that writes first also fit, reasons and a first mail.

    `today` is the day in the caller's zone, `texts` the visible text of the pages by URL, one block a line. A flagged
    subject is not a company's site: what it lacks is no gap. Raises TemplateError for a sentence or a place in a
    playbook that cannot be filled.
    """
    scene = scene_of(facts, subject, call, offer, remembered, today)
    praise = [str(fact.value) for fact in scene.of("testimonial")]
    scene = scene._replace(promises=promises(pages, passages, praise, _spoken(facts)))
    spoken = own_words(texts, passages, pages)
    rows = fit(offer, scene, spoken, sentences) if playbook.first_mail else ()
    noticed = observations(
        facts,
        sentences,
        today,
        pages=pages,
        texts=texts,
        with_name=call.with_name,
        stale_days=playbook.stale_days,
    )
    missing = (
        ()
        if subject.flag
        else gaps(
            facts,
            playbook,
            sentences,
            pages=pages,
            missed=unseen(missed, pages),
            texts=texts.values(),
            own=scene.own,
        )
    )
    basis = Judgement(
        observations=(*noticed, *objections(offer, scene, spoken, sentences)),
        questions=questions(playbook, scene, sentences, rows, call.context, remembered.landed),
        gaps=missing,
        shown=shown(missing, playbook),
        fit=rows,
    )
    if playbook.first_mail is None:
        return basis
    written = remembered.written_to.date() if remembered.written_to else None
    return _with_mail(basis, playbook.first_mail, scene, offer, subject, signature, sentences, written)


def _with_mail(
    basis: Judgement,
    mail: FirstMail,
    scene: Scene,
    offer: Offer,
    subject: Subject,
    signature: str,
    sentences: Sentences,
    written: date | None,
) -> Judgement:
    if subject.flag:
        return basis._replace(
            no_mail=sentences.say("questions.not_a_site", flag=sentences.reason(subject.flag))
        )
    reasons = touch.reasons(scene, basis.fit, mail, sentences)
    no_mail = touch.why_not(reasons, basis.fit, offer, scene, sentences, written)
    told = offer.in_language(sentences.mail.language) if sentences.client else offer
    spoken = sentences if told else sentences.alone
    draft = None if no_mail else touch.first_touch(reasons[0], told or offer, scene, signature, spoken)
    missing = sentences.say("questions.offer_is_missing")
    remarks = (missing,) if offer == NO_OFFER and no_mail != missing else ()
    if draft and not scene.of("email"):
        remarks = (sentences.say("questions.nowhere_to_send"),)
    if draft and told is None:
        remarks = (*remarks, _offer_language(sentences))
    return basis._replace(reasons=reasons, first_touch=draft, no_mail=no_mail, remarks=remarks)


def _offer_language(sentences: Sentences) -> str:
    """That the first mail is in the language of the offer, and how to have it in the client's."""
    names, code = sentences.section("languages"), sentences.mail.language
    own = names.get(sentences.language, sentences.language)
    return sentences.say("questions.offer_language", offer=own, mail=names.get(code, code), code=code)


def scene_of(
    facts: Sequence[Fact], subject: Subject, call: Call, offer: Offer, remembered: Remembered, today: date
) -> Scene:
    """What conditions are asked about for one call."""
    by_kind: dict[Kind, list[Fact]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    by_kind["offer"] = list(listing(by_kind.get("offer", ())))
    spoken = _spoken(facts)
    of_kind = trades(by_kind, spoken)
    context = telling_sentence(call.context, _LONGEST_CONTEXT, unless=is_personal)
    own: dict[str, str] = {
        **{trade: "yes" if trade in of_kind else "" for trade in TRADES},
        "context": context,
        "trouble": "yes" if phrases("speech", "negations", spoken).stand_in(context) else "",
        "hope": "yes" if phrases("proposals", "goal", spoken).stand_in(context) else "",
        "with": inside(call.with_name),
        "goal": inside(remembered.goals[-1]) if remembered.goals else "",
        "promise": next((inside(one.text) for one in remembered.promises if one.who == "them"), ""),
        "change": inside(remembered.changes[0]) if remembered.changes else "",
        "met": "yes" if _met_before(call, remembered) else "",
        "checkin": "yes" if call.meeting == "checkin" else "",
        "name": client_name(facts, subject),
        "problem": offer.problem,
        "what": offer.what,
        "ask": offer.ask,
    }
    return Scene(by_kind, today, own)


def _spoken(facts: Sequence[Fact]) -> Spoken:
    """The language of the site and English; all where its own is unknown."""
    language = next((filed_as(str(fact.value)) for fact in facts if fact.kind == "language"), "")
    return (language, "en") if language else ALL


def _met_before(call: Call, remembered: Remembered) -> bool:
    """What the caller says counts; else the memory knows."""
    told = (remembered.last_call, *remembered.goals, *remembered.promises)
    return call.meeting != "first" if call.meeting else any(told)

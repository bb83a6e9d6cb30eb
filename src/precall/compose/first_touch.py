"""Is there a true reason to write first, and the short mail that says so; without a reason there is no mail."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from precall.compose.conditions import Scene, day_of
from precall.compose.observations import newest_dated
from precall.compose.offer import Offer
from precall.compose.playbook import FirstMail
from precall.compose.spoken import client_name, inside, reads_well
from precall.compose.spoken_dates import age, spoken
from precall.compose.wording import is_sayable
from precall.model.dossier import Dossier
from precall.model.fact import Fact
from precall.model.judgement import FirstTouch, Fit, Reason, ReasonKind
from precall.model.outreach import Outreach
from precall.sentences import Sentences
from precall.words.match import phrases

_LONGEST_QUOTE = 30  # words
_LONGEST_SUBJECT = 70  # letters

Find = Callable[[Scene, Sequence[Fit], FirstMail, Sentences], Iterator[Reason]]


def reasons(scene: Scene, rows: Sequence[Fit], mail: FirstMail, sentences: Sentences) -> tuple[Reason, ...]:
    """Every true reason to write, in the playbook's order: dated news, roles that are listed, words that match."""
    return tuple(reason for kind in mail.reasons for reason in _FINDERS[kind](scene, rows, mail, sentences))


def why_not(
    found: Sequence[Reason],
    rows: Sequence[Fit],
    offer: Offer,
    scene: Scene,
    sentences: Sentences,
    written: date | None = None,
) -> str:
    """Why no first mail is drafted, in one line; empty where one may be. `written` is the day on which one went out."""
    if written:
        return sentences.say("questions.already_written", date=spoken(written.isoformat(), sentences))
    wish = next(iter(scene.of("no_solicitation")), None)
    if wish:
        return sentences.say("questions.asked_not_to", words=inside(wish.value))
    unwanted = next((row for row in rows if row.against and row.found), None)
    if unwanted:
        return sentences.say("questions.not_for_them", what=unwanted.what)
    if not found:
        return _nothing_found(scene, sentences)
    if offer == Offer():
        return sentences.say("questions.offer_is_missing")
    return "" if offer.what and offer.problem else sentences.say("questions.offer_is_empty")


def first_touch(
    reason: Reason, offer: Offer, scene: Scene, signature: str, sentences: Sentences
) -> FirstTouch:
    """A mail of about sixty words: what was read, what the caller does, one question, one small thing asked for."""
    mail, name = sentences.mail, scene.own.get("with", "")
    hello = mail.say("first_mail.hello_name", name=name) if name else mail.say("first_mail.hello")
    date = spoken(reason.day.isoformat(), mail) if reason.day else ""
    body = (
        hello,
        mail.say(f"first_mail.{reason.kind}", words=reason.words, date=date),
        f"{mail.say('first_mail.what', what=offer.what)} {mail.say('first_mail.handle', problem=offer.problem)}",
        f"{offer.ask} {mail.say('first_mail.stop')}".strip(),
        signature.strip() or sentences.say("draft.no_name"),
    )
    subject = mail.say(f"first_mail.subject_{reason.kind}", words=reason.words)
    if len(subject) > _LONGEST_SUBJECT:
        subject = offer.what[:1].upper() + offer.what[1:]
    return FirstTouch(subject, "\n\n".join(part for part in body if part) + "\n", reason)


def outreach_of(dossier: Dossier, mail: FirstTouch) -> Outreach:
    """A draft as it is kept in mind: to whose mailbox, and the page that proves its reason."""
    address = next((str(fact.value) for fact in dossier.of("email") if not fact.check), "")
    name = client_name(dossier.facts, dossier.subject)
    link = mail.reason.evidence[0].url if mail.reason.evidence else dossier.subject.url
    return Outreach(dossier.subject.domain, name, address, mail.subject, mail.body, mail.reason.text, link)


def _nothing_found(scene: Scene, sentences: Sentences) -> str:
    facts = [fact for kind in ("news", "latest_date") for fact in scene.of(kind)]
    newest = newest_dated(facts, scene.today)
    day = day_of(newest) if newest else None
    if day is None:
        return sentences.say("questions.no_reason_undated")
    date = spoken(day.isoformat(), sentences)
    return sentences.say("questions.no_reason", date=date)


def _quotable(fact: Fact) -> bool:
    return not fact.check and is_sayable(str(fact.value))


def _news(scene: Scene, _: Sequence[Fit], mail: FirstMail, sentences: Sentences) -> Iterator[Reason]:
    dated = [(day, fact) for fact in scene.of("news") if (day := day_of(fact)) and _quotable(fact)]
    for day, fact in sorted(dated, key=lambda item: item[0], reverse=True):
        if 0 <= (scene.today - day).days <= mail.fresh_days:
            words = inside(fact.value)
            date, ago = spoken(day.isoformat(), sentences), age(day, scene.today, sentences)
            text = sentences.say("questions.reason_news", words=words, date=date, age=ago)
            yield Reason("news", text, words, fact.evidence[:1], day)


def _hiring(scene: Scene, _: Sequence[Fit], mail: FirstMail, sentences: Sentences) -> Iterator[Reason]:
    """A role is undated: it may be open where something else on the site is fresh, and else nobody knows."""
    facts = [fact for kind in ("news", "latest_date") for fact in scene.of(kind)]
    newest = newest_dated(facts, scene.today)
    day = day_of(newest) if newest else None
    if day is None or (scene.today - day).days > mail.fresh_days:
        return
    for fact in filter(_quotable, scene.of("hiring")):
        words = inside(fact.value)
        yield Reason(
            "hiring", sentences.say("questions.reason_hiring", words=words), words, fact.evidence[:1]
        )


def _match(_: Scene, rows: Sequence[Fit], mail: FirstMail, sentences: Sentences) -> Iterator[Reason]:
    for row in rows:
        if row.says and reads_well(row.evidence[0], _LONGEST_QUOTE):
            words = inside(row.quote)
            if is_sayable(words) and not phrases("speech", "negations").stand_in(words):
                text = sentences.say("questions.reason_match", what=row.what, words=words)
                yield Reason("match", text, words, row.evidence)


_FINDERS: Mapping[ReasonKind, Find] = {"news": _news, "hiring": _hiring, "match": _match}

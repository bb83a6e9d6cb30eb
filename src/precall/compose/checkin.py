"""What true reason is there to write to a client again: a change on their site, a note that fits, a goal of theirs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from precall.compose.changes import Change
from precall.compose.goal import points_of
from precall.compose.noted_language import languages_of
from precall.decency import is_personal
from precall.model.call import Caller
from precall.model.fact import Evidence
from precall.model.kinds import ROWS
from precall.model.memory import HEARD, Detail, Gift
from precall.sentences import Sentences
from precall.site.text import clean, shorten

_WORD = re.compile(r"[^\W\d_]{4,40}")
_STEM = 6
_LONGEST_WORDS = 160
_LONGEST_NOTE = 1200


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A short mail and what it rests on: `basis` identifies it, `why` says it to the caller, `evidence` cites it.

    `noted` are the words of the caller's own that stand in it; while they are to be translated it is not ready.
    """

    subject: str
    body: str
    basis: str
    why: str
    evidence: tuple[Evidence, ...] = ()
    noted: str = ""
    is_ready: bool = True


def check_in(
    changes: Sequence[Change],
    gifts: Sequence[Gift],
    told: Sequence[Detail],
    *,
    used: frozenset[str],
    caller: Caller,
    sentences: Sentences,
    name: str = "",
) -> CheckIn | None:
    """The mail with the best reason that was not `used` before; None where there is no reason to write."""
    reasons = (
        *_from_changes(changes, sentences),
        *_from_gifts(gifts, told, sentences),
        *_from_goals(told, sentences),
    )
    reason = next((reason for reason in reasons if reason.basis not in used), None)
    if reason is None:
        return None
    reason = _to_translate(reason, sentences)
    mail = sentences.mail
    greeting = mail.say("checkin.hello_name", name=name) if name else mail.say("checkin.hello")
    parts = (
        greeting,
        reason.body,
        mail.say("checkin.end"),
        caller.signature.strip() or sentences.say("draft.no_name"),
    )
    body = "\n\n".join(part for part in parts if part) + "\n"
    return replace(reason, body=body)


def _to_translate(found: CheckIn, sentences: Sentences) -> CheckIn:
    """The mail with the caller's words marked, and not ready, where they are in another language than it."""
    mail = sentences.mail.language
    noted = languages_of([found.noted], (mail, sentences.language, "en"))[0]
    if noted in ("", mail) or not found.noted:
        return found
    names = sentences.section("languages")
    said = {"notes": names.get(noted, noted), "mail": names.get(mail, mail)}
    why = sentences.say("checkin_draft.translate", words=shorten(clean(found.noted), 60), **said)
    marked = sentences.say("draft.translate_mark", words=found.noted)
    return replace(
        found,
        subject=sentences.say("draft.subject_open", number=1, subject=found.subject),
        body=found.body.replace(found.noted, marked),
        why=f"{found.why} {why}",
        is_ready=False,
    )


def _from_changes(changes: Iterable[Change], sentences: Sentences) -> Iterator[CheckIn]:
    for change in changes:
        fact = change.after
        if fact is None or change.what != ROWS[change.kind].change.mail:
            continue
        words = shorten(clean(str(fact.value)), _LONGEST_WORDS)
        if is_personal(words):
            continue
        yield CheckIn(
            sentences.mail.say("checkin.subject_change", words=shorten(words, 60)),
            sentences.mail.say(f"checkin.change_{fact.kind}", words=words),
            change.basis,
            change.said(sentences),
            change.evidence,
        )


def _from_gifts(gifts: Iterable[Gift], told: Sequence[Detail], sentences: Sentences) -> Iterator[CheckIn]:
    """Notes of the shelf whose topic they spoke of."""
    for gift in gifts:
        topic = _stems(gift.about)
        spoke = next((d for d in told if d.kind in (*HEARD, "goal") and topic & _stems(d.text)), None)
        if spoke:
            yield CheckIn(
                sentences.mail.say("checkin.subject_gift", about=gift.about),
                sentences.mail.say(
                    "checkin.gift", about=gift.about, text=shorten(gift.text.strip(), _LONGEST_NOTE)
                ),
                f"gift {gift.id}",
                sentences.say("checkin_draft.why_gift", about=gift.about, words=spoke.text),
                noted=shorten(gift.text.strip(), _LONGEST_NOTE),
            )


def _from_goals(told: Iterable[Detail], sentences: Sentences) -> Iterator[CheckIn]:
    for detail in told:
        if detail.kind == "goal" and detail.reached_at is None:
            points, note = points_of(detail.text, detail.at.date(), sentences)
            goal = points.goal(note)
            words = goal.words.text
            key = f"checkin.goal_{goal.kind}" if goal.kind in ("that", "said") else "checkin.goal"
            aim = points.aim([note])
            yield CheckIn(
                aim.text if aim else sentences.mail.say("checkin.subject_plain"),
                sentences.mail.say(key, goal=words),
                f"goal {detail.id}",
                sentences.say("checkin_draft.why_goal", goal=detail.text),
                noted=words,
            )


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))

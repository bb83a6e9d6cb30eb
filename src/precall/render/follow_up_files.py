"""Which files does a follow-up become: the draft to read, the draft to send, and the notes to fill in."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from precall.compose.followup import write
from precall.compose.prefixes import called
from precall.compose.recipient import recipients
from precall.errors import UsageError
from precall.model.call import Call, Caller
from precall.model.dossier import Dossier
from precall.model.followup import NOTES as NOTES
from precall.model.followup import PREFIXES, FollowUp, Mailbox, Notes, Sentence
from precall.render.environment import Environment
from precall.render.escaping import plain
from precall.render.mail import draft, plain_line
from precall.sentences import Sentences

MARKDOWN, MAIL = "follow-up.md", "follow-up.eml"

_FENCE = re.compile(r"`{3,}")
_NOT_IN_DOMAIN = re.compile(r"[^\w.@-]+")


class FollowUpFiles(NamedTuple):
    """The files of a follow-up. `notes` is the prefilled notes.md, for a folder that has none yet."""

    markdown: str
    mail: bytes
    notes: str
    follow_up: FollowUp
    sentences: Sentences

    @property
    def explanation(self) -> str:
        """Each sentence of the mail, and below it where it comes from."""
        return "".join(f"{line}\n" for line in _explained(self.follow_up, self.sentences))


def write_follow_up(
    domain: str,
    notes: Notes,
    call: Call,
    caller: Caller,
    *,
    now: datetime,
    environment: Environment,
    dossier: Dossier | None = None,
    to: str = "",
    earlier_to: str = "",
    people: Sequence[str] = (),
    turn: int | None = None,
) -> FollowUpFiles:
    """The texts of follow-up.md, follow-up.eml and notes.md, and where each sentence comes from.

    Before the call `notes` is `Notes()`. `to` is the option as typed; without it a `to:` line of the notes counts, then
    `earlier_to`, which was given in an earlier run, where it is not another's of these `people`. `turn` grows from mail to mail.
    Raises UsageError where `to` is no e-mail address, TemplateError for a mistake in a template.
    """
    facts = dossier.facts if dossier else ()
    sentences = environment.sentences
    mail = write(
        notes,
        call,
        caller,
        sentences,
        now=now,
        facts=facts,
        to=to,
        earlier_to=earlier_to,
        people=people,
        turn=turn,
    )
    site = _NOT_IN_DOMAIN.sub("", domain)
    body = environment.render(MAIL, follow_up=mail)
    head = _head(mail, sentences)
    shown = environment.render(
        MARKDOWN,
        follow_up=mail,
        domain=site,
        mail=fenced("\n".join((*head, "", body))),
        notices=fenced("\n".join(f"- {notice}" for notice in mail.notices)),
    )
    words = {prefix: called(prefix, sentences.language) for prefix in PREFIXES}
    prefilled = environment.render(NOTES, domain=site, prefixes=words)
    return FollowUpFiles(
        shown,
        draft(mail.subject.text, body, sender=sender(caller), to=mail.to),
        prefilled,
        mail,
        sentences,
    )


def fenced(text: str) -> str:
    """A text that Markdown shows as it stands: in a fence that is longer than any inside it (CommonMark 0.31.2, 4.5)."""
    lines = [plain_line(line) for line in text.strip().splitlines()]
    longest = max((len(run) for line in lines for run in _FENCE.findall(line)), default=2)
    fence = "`" * (longest + 1)
    return "\n".join((f"{fence}text", *lines, fence))


def _head(mail: FollowUp, sentences: Sentences) -> Iterator[str]:
    yield sentences.say("draft.head_subject", text=mail.subject.text)
    if mail.to:
        yield sentences.say("draft.head_to", text=_written(mail.to))


def _explained(mail: FollowUp, sentences: Sentences) -> Iterator[str]:
    subject = sentences.say("draft.head_subject", text=mail.subject.text)
    yield from _with_sources(Sentence(subject, mail.subject.sources), sentences)
    if mail.to_source:
        to = sentences.say("draft.head_to", text=_written(mail.to))
        yield from _with_sources(Sentence(to, (mail.to_source,)), sentences)
    for part in mail.parts:
        for sentence in part:
            yield from _with_sources(sentence, sentences)
    yield from map(plain, mail.notices)


def _with_sources(sentence: Sentence, sentences: Sentences) -> Iterator[str]:
    yield plain(sentence.text)
    for source in sentence.sources:
        told = sentences.say(f"draft.from_{source.kind}", place=source.place, words=source.words)
        yield f"    {plain(told)}"
    yield ""


def _written(mailboxes: Sequence[Mailbox]) -> str:
    return ", ".join(f"{box.name} <{box.address}>" if box.name else box.address for box in mailboxes)


def sender(caller: Caller) -> Mailbox | None:
    """The caller's own address, where the settings hold one that is an address."""
    try:
        address = recipients(caller.email)[0].address
    except UsageError:
        return None
    return Mailbox(address, plain(caller.name))

"""Findings and a call in, every file of the client's folder out. Pure: nothing is read, written or asked here."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from precall.compose.first_touch import outreach_of
from precall.compose.judge import judge
from precall.compose.offer import Offer
from precall.compose.playbook import Playbook
from precall.model.call import Call, Caller, Remembered
from precall.model.dossier import Dossier
from precall.model.findings import Findings
from precall.model.followup import Notes
from precall.model.judgement import Judgement
from precall.model.outreach import Outreach
from precall.model.page import PageRecord
from precall.render.briefing import briefing, render_view
from precall.render.dossier_json import dossier_to_json
from precall.render.environment import Environment
from precall.render.escaping import untagged
from precall.render.follow_up_files import MAIL, MARKDOWN, write_follow_up
from precall.render.mail import draft
from precall.render.view import Briefing

PAGES = "pages"
FIRST_MAIL = "first-mail.eml"
PICTURE = "home.jpg"
REPLACED = (f"{PAGES}/*.txt", FIRST_MAIL, PICTURE)
"""What a later run takes away where it does not write it again."""


class Occasion(NamedTuple):
    """What the findings are prepared for: the call, who makes it and how, what is remembered, and the notes so far.

    `told` is the call that the notes are of, `turn` the number of the mail about it; `earlier_to` is whom the caller gave
    to write to in an earlier run.
    """

    call: Call
    caller: Caller
    playbook: Playbook
    offer: Offer
    remembered: Remembered
    notes: Notes
    now: datetime
    told: Call
    turn: int | None = None
    earlier_to: str = ""


class Prepared(NamedTuple):
    """A client's folder: `files` by name below it, and the `notes` to lay there where none are yet."""

    dossier: Dossier
    judgement: Judgement
    view: Briefing
    files: Mapping[str, str | bytes]
    notes: str

    @property
    def outreach(self) -> Outreach | None:
        """The first mail as it is kept in mind; None where there is none."""
        return outreach_of(self.dossier, self.judgement.first_touch) if self.judgement.first_touch else None


def prepare(found: Findings, occasion: Occasion, environment: Environment) -> Prepared:
    """The dossier, the briefing, the follow-up draft and the pages' texts of one client."""
    judgement = _judged(found, occasion, environment)
    dossier = Dossier(
        found.subject,
        found.pages,
        found.missed,
        found.facts,
        judgement.observations,
        judgement.questions,
        judgement.gaps,
    )
    kept = page_files(found.pages)
    view = _viewed(dossier, judgement, kept, found, occasion, environment)
    files: dict[str, str | bytes] = {
        **render_view(view, dossier, occasion.call, occasion.caller, environment),
        "dossier.json": dossier_to_json(dossier),
        **{kept[page.url]: _page_text(page, found.texts.get(page.url, "")) for page in found.pages},
    }
    if found.picture:
        files[PICTURE] = found.picture
    follow_up = write_follow_up(
        found.subject.domain,
        occasion.notes,
        occasion.told,
        occasion.playbook.signed(occasion.caller),
        now=occasion.now,
        environment=environment,
        dossier=dossier,
        earlier_to=occasion.earlier_to,
        turn=occasion.turn,
    )
    files |= {MARKDOWN: follow_up.markdown, MAIL: follow_up.mail}
    if judgement.first_touch:
        files[FIRST_MAIL] = draft(judgement.first_touch.subject, judgement.first_touch.body)
    return Prepared(dossier, judgement, view, files, follow_up.notes)


def _judged(found: Findings, occasion: Occasion, environment: Environment) -> Judgement:
    return judge(
        found.facts,
        subject=found.subject,
        call=occasion.call,
        playbook=occasion.playbook,
        sentences=environment.sentences,
        today=occasion.now.astimezone(ZoneInfo(occasion.caller.timezone)).date(),
        pages=found.pages,
        missed=found.missed,
        texts=found.texts,
        passages=found.passages,
        offer=occasion.offer,
        remembered=occasion.remembered,
        signature=occasion.playbook.signed(occasion.caller).signature,
    )


def _viewed(
    dossier: Dossier,
    judgement: Judgement,
    kept: Mapping[str, str],
    found: Findings,
    occasion: Occasion,
    environment: Environment,
) -> Briefing:
    return briefing(
        dossier,
        occasion.call,
        occasion.caller,
        occasion.remembered,
        judgement,
        kept,
        found.passages,
        now=occasion.now,
        sentences=environment.sentences,
        picture=found.picture,
    )


def page_files(pages: Iterable[PageRecord]) -> Mapping[str, str]:
    """The file below the client's folder in which each page's text is kept, by the page's address."""
    return {page.url: f"{PAGES}/{_file_name(number, page)}" for number, page in enumerate(pages, 1)}


def _file_name(number: int, page: PageRecord) -> str:
    return f"{number:02}-{re.sub(r'[^a-z]', '', page.kind)}.txt"


def _page_text(page: PageRecord, text: str) -> str:
    """The kept copy of a page as plain text: its address, when it was read, its hash, and the words that stood on it."""
    return (
        f"{page.url}\nread {page.fetched_at:%Y-%m-%dT%H:%M:%SZ}, sha256 {page.sha256}\n\n{untagged(text)}\n"
    )

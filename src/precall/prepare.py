"""Findings and a call in, every file of the client's folder out. Pure: nothing is read, written or asked here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
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
from precall.render.follow_up_files import MAIL, MARKDOWN, FollowUpFiles, write_follow_up
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


@dataclass(frozen=True, eq=False)
class Prepared:
    """What is prepared for one client. What is written is made when it is asked for: many a row of a batch has no briefing.

    Asking for the `view`, the `files` or the `notes` raises TemplateError for a mistake in a template.
    """

    found: Findings
    occasion: Occasion
    environment: Environment
    dossier: Dossier
    judgement: Judgement

    @property
    def outreach(self) -> Outreach | None:
        """The first mail as it is kept in mind; None where there is none."""
        return outreach_of(self.dossier, self.judgement.first_touch) if self.judgement.first_touch else None

    @cached_property
    def view(self) -> Briefing:
        """What the briefing shows."""
        return _viewed(self.dossier, self.judgement, self._kept, self.found, self.occasion, self.environment)

    @property
    def dossier_file(self) -> dict[str, str | bytes]:
        """The file of the dossier, by its name."""
        return {"dossier.json": dossier_to_json(self.dossier)}

    @cached_property
    def files(self) -> Mapping[str, str | bytes]:
        """The files of the client's folder, by name below it."""
        call, caller = self.occasion.call, self.occasion.caller
        files: dict[str, str | bytes] = {
            **render_view(self.view, self.dossier, call, caller, self.environment),
            **self.dossier_file,
            **{
                self._kept[page.url]: _page_text(page, self.found.texts.get(page.url, ""))
                for page in self.found.pages
            },
        }
        if self.found.picture:
            files[PICTURE] = self.found.picture
        files |= {MARKDOWN: self._follow_up.markdown, MAIL: self._follow_up.mail}
        if self.judgement.first_touch:
            files[FIRST_MAIL] = draft(self.judgement.first_touch.subject, self.judgement.first_touch.body)
        return files

    @property
    def notes(self) -> str:
        """The notes to lay into the folder where none are yet."""
        return self._follow_up.notes

    @cached_property
    def _kept(self) -> Mapping[str, str]:
        return page_files(self.found.pages)

    @cached_property
    def _follow_up(self) -> FollowUpFiles:
        occasion = self.occasion
        return write_follow_up(
            self.found.subject.domain,
            occasion.notes,
            occasion.told,
            occasion.playbook.signed(occasion.caller),
            now=occasion.now,
            environment=self.environment,
            dossier=self.dossier,
            earlier_to=occasion.earlier_to,
            turn=occasion.turn,
        )


def prepare(found: Findings, occasion: Occasion, environment: Environment) -> Prepared:
    """The dossier and the judgement of one client, and of them the briefing, the follow-up draft and the pages' texts."""
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
    return Prepared(found, occasion, environment, dossier, judgement)


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

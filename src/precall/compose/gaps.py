"""What a caller would want to know and the site does not say, and how to find out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from precall.compose.absence import has_a_shape, may_stand_in
from precall.compose.playbook import SENTENCE, Playbook
from precall.compose.spoken import path_of
from precall.model.dossier import Gap
from precall.model.fact import Fact
from precall.model.kinds import ROWS, Kind
from precall.model.page import Miss, PageRecord
from precall.sentences import Sentences
from precall.site.kind import kind_of

NOTHING: Mapping[str, str] = MappingProxyType({})


def gaps(
    facts: Sequence[Fact],
    playbook: Playbook,
    sentences: Sentences,
    *,
    pages: Sequence[PageRecord] = (),
    missed: Sequence[Miss] = (),
    texts: Iterable[str] = (),
    own: Mapping[str, str] = NOTHING,
) -> tuple[Gap, ...]:
    """One gap for each kind that the playbook would like to know and nothing answers, in the order of their worth.

    A kind that the playbook does not ask of such a business is none; `own` says of which it is (see `Scene`). What looks like an answer in the `texts` of the pages is one, also where no fact was made of it.

    Each kind is judged by itself, so that a fact more or less changes its own gap and no other. `ask` gaps carry their
    question; where a page that could hold the answer could not be read, the route is `look` and the text says which.
    """
    known, texts = {fact.kind for fact in facts}, tuple(texts)
    elsewhere = next(_links_elsewhere(facts, pages), "")
    return tuple(
        _gap(kind, playbook, sentences, elsewhere, _missed_page(kind, missed))
        for kind in playbook.routes
        if kind not in known
        and ROWS[kind].answered_by not in known
        and not any(own.get(about) for about in playbook.unasked.get(kind, ()))
        and not may_stand_in(kind, texts)
    )


def shown(found: Sequence[Gap], playbook: Playbook) -> tuple[Gap, ...]:
    """The few that page one shows, as many as the playbook says: those with a way to find out that are surely gaps."""
    sure = (gap for gap in found if gap.route != "leave" and has_a_shape(gap.kind))
    return tuple(sure)[: playbook.show]


def _gap(kind: Kind, playbook: Playbook, sentences: Sentences, elsewhere: str, miss: Miss | None) -> Gap:
    missing = sentences.say(f"gaps.{kind}")
    route = playbook.routes[kind]
    if route == "leave":
        return Gap(kind, missing, "leave")
    question = _question(kind, playbook, sentences)
    if miss is not None:
        # What stands behind the colon says what would help, in the list of pages.
        page, reason = path_of(miss.url), sentences.reason(miss.reason).split(":")[0].rstrip()
        said = sentences.say("gaps.look_missed", missing=missing, page=page, reason=reason, question=question)
        return Gap(kind, said, "look")
    if route == "look" and elsewhere:
        return Gap(kind, sentences.say("gaps.look", missing=missing, place=elsewhere), "look")
    return Gap(kind, sentences.say("gaps.ask", missing=missing, question=question), "ask")


def _question(kind: Kind, playbook: Playbook, sentences: Sentences) -> str:
    own = playbook.gap_questions.get(kind, f"gaps.{kind}_ask")
    return sentences.say(own) if SENTENCE.fullmatch(own) else own


def _missed_page(kind: Kind, missed: Sequence[Miss]) -> Miss | None:
    """The page that would most likely have said it, had it been read."""
    return next((miss for page in ROWS[kind].pages for miss in missed if kind_of(miss.url) == page), None)


def _links_elsewhere(facts: Sequence[Fact], pages: Sequence[PageRecord]) -> Iterator[str]:
    """Where a caller could look who is at the screen anyway: a profile of theirs, a contact page that was not read."""
    read = {page.url for page in pages}
    leading = sorted(ROWS.values(), key=lambda row: -row.elsewhere)
    for kind in (row.kind for row in leading if row.elsewhere):
        for fact in facts:
            if fact.kind == kind and not fact.check and str(fact.value) not in read:
                yield str(fact.value)

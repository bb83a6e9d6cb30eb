"""What precall makes of the facts for one call: what it noticed, what to ask, what is missing, and whether to write."""

from datetime import date
from typing import Literal, NamedTuple

from precall.model.dossier import Gap, Observation, Question
from precall.model.fact import Evidence

ReasonKind = Literal["news", "hiring", "match"]


class Fit(NamedTuple):
    """One thing that the caller's offer looks for, or is not for, and whether the site says it.

    `against` marks a line of the offer's `not_for`. `evidence` is empty where nothing was found. `holds` marks one that
    was found by conditions over facts, which need no words (that there are no prices, say). `word` is which of several
    ways to say it was found; empty where `what` is that word. `unsure` says that only what is to be checked shows it.
    """

    what: str
    against: bool = False
    evidence: tuple[Evidence, ...] = ()
    holds: bool = False
    word: str = ""
    unsure: bool = False

    @property
    def found(self) -> bool:
        """Whether the site surely says it."""
        return not self.unsure and (self.holds or bool(self.evidence))

    @property
    def says(self) -> bool:
        """Whether the site says it in words that speak for the offer."""
        return self.found and not self.against and not self.holds

    @property
    def quote(self) -> str:
        """The words on the site; empty where there are none."""
        return self.evidence[0].quote if self.evidence else ""

    @property
    def url(self) -> str:
        """The page of the words; empty where there are none."""
        return self.evidence[0].url if self.evidence else ""


class Reason(NamedTuple):
    """A true reason to write: in words for the caller, the words of the site, and its day where it has one."""

    kind: ReasonKind
    text: str
    words: str
    evidence: tuple[Evidence, ...]
    day: date | None = None


class FirstTouch(NamedTuple):
    """A first mail as plain text, built on one reason."""

    subject: str
    body: str
    reason: Reason


class Judgement(NamedTuple):
    """The judgement of one piece of research.

    `shown` are the few gaps that the playbook puts on page one. `fit`, `reasons`, `first_touch` and `no_mail` (why
    there is no first mail) belong to playbooks that write first; they are empty for the others. `remarks` say what the
    caller has to do before a mail can go out.
    """

    observations: tuple[Observation, ...] = ()
    questions: tuple[Question, ...] = ()
    gaps: tuple[Gap, ...] = ()
    shown: tuple[Gap, ...] = ()
    fit: tuple[Fit, ...] = ()
    reasons: tuple[Reason, ...] = ()
    first_touch: FirstTouch | None = None
    no_mail: str = ""
    remarks: tuple[str, ...] = ()

"""What one line of the results says of a prospect."""

from datetime import date

import pytest
from tests.batch.samples import dossier, fact

from precall.batch.line import Measure, line_of
from precall.compose import playbook
from precall.compose.offer import Offer
from precall.model.call import Call
from precall.model.fact import Fact
from precall.model.findings import Findings
from precall.render.templates import folders
from precall.sentences import load

SURE = fact("person", "Ann Lee", role="Owner")
DOUBTFUL = fact("person", "Opening Hours", check=True)


@pytest.mark.parametrize(
    ("people", "lead"),
    [((DOUBTFUL, SURE), ("Ann Lee", "Owner")), ((DOUBTFUL,), ("", "")), ((), ("", ""))],
)
def test_whom_to_ask_for_is_never_somebody_doubtful(people: tuple[Fact, ...], lead: tuple[str, str]) -> None:
    """The table has no place for a mark, so only a sure name stands in it."""
    mail = playbook.load("sales", folders()).first_mail
    assert mail is not None
    measure = Measure(Offer(), mail, (), load("en", folders()), 12, False)
    made = dossier(*people)
    found = Findings(made.subject, made.pages, (), made.facts, "en", {})
    line = line_of(made, found, Call("sales"), measure, date(2026, 6, 1))
    assert (line.columns["lead_person"], line.columns["lead_role"]) == lead

"""Words that are read from right to left, and of other scripts, break no line, no mail and no table."""

import csv
import io
import re
from email import message_from_bytes, policy

import pytest

from precall.faces.cli.printing import print_lines
from precall.render.escaping import html, isolated, markdown, plain, terminal
from precall.render.mail import draft
from precall.sentences import Sentences

HEBREW, ARABIC, PERSIAN = "שלום עולם, שוב", "مرحبا بالعالم", "سلام دنیا"
OTHERS = (HEBREW, ARABIC, PERSIAN, "日本語の文", "नमस्ते दुनिया", "Привет, мир", "ไม่มีช่องว่าง", "👩‍👩‍👧 🇩🇪")
WORDS = Sentences("en", {"x": {"quoted": "Your site says “{words}” (3 March 2026). What is behind that?"}})


@pytest.mark.parametrize("words", OTHERS)
def test_a_quote_stands_whole_in_a_mail_and_is_read_back(words: str) -> None:
    """In its body and in its subject, each line as it was."""
    said = WORDS.say("x.quoted", words=words)
    mail = message_from_bytes(draft(f"About “{words}”", f"{said}\n\n  - {words}\n"), policy=policy.default)
    assert mail["Subject"] == f"About “{plain(words)}”"
    lines = [re.sub("[\u2068\u2069]", "", line) for line in mail.get_content().splitlines()]
    assert lines == [plain(said), "", f"  - {plain(words)}"]
    raw = draft(f"About “{words}”", said)
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))  # RFC 5322, 2.1.1


@pytest.mark.parametrize("words", [HEBREW, ARABIC, PERSIAN])
def test_what_is_read_from_the_right_turns_nothing_round_but_itself(words: str) -> None:
    """A date behind it would be shown in front of it."""
    said = WORDS.say("x.quoted", words=words)
    for shown in (html(said), markdown(said), isolated(said)):
        assert f"“\u2068{words}\u2069” (3 March 2026)" in shown.replace("\\", "")
        assert shown.count("\u2068") == shown.count("\u2069") == 1


@pytest.mark.parametrize(
    "words", ["אני רוצה למכור 3 אופניים ביום", "מחר 10:30 – שוב", "عندي 12.5% من السوق", "שילמתי 1,200 ₪ כבר"]
)
def test_a_quote_with_a_number_inside_is_one_run(words: str) -> None:
    """Cut in two, its halves would change places."""
    assert isolated(f"“{words}”, 3 March") == f"“\u2068{words}\u2069”, 3 March"


def test_a_direction_that_a_site_sets_itself_is_still_taken_away() -> None:
    """Only ours are set, and each ends where it began."""
    hostile = f"\u202e{HEBREW}\u2067 evil\u202c"
    assert html(hostile) == f"\u2068{HEBREW}\u2069 evil"
    assert html(html(hostile)) == html(hostile)
    assert terminal(hostile) == f"{HEBREW} evil"


@pytest.mark.parametrize("words", OTHERS)
def test_a_row_of_a_table_stays_one_row(words: str) -> None:
    """In a list of results and on a terminal."""
    file = io.StringIO()
    csv.writer(file).writerow([terminal(words), "next"])
    assert list(csv.reader(io.StringIO(file.getvalue()))) == [[plain(words), "next"]]
    assert len(terminal(f"{words}\n{words}").splitlines()) == 1


def test_latin_text_is_left_as_it_is() -> None:
    """Nothing is put into a text that needs nothing."""
    for text in ("plain", "Äpfel – “quoted”", "Ωμέγα"):
        assert isolated(text) is text or isolated(text) == text


def test_on_a_terminal_a_line_keeps_its_order(capsys: pytest.CaptureFixture[str]) -> None:
    """A name and a quote that are both read from the right would change places."""
    print_lines(f"Your site quotes {HEBREW}: “{ARABIC}”. How did that come about?")
    assert (
        capsys.readouterr().out
        == f"Your site quotes \u2068{HEBREW}\u2069: “\u2068{ARABIC}\u2069”. How did that come about?\n"
    )

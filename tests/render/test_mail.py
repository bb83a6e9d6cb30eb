"""A draft read back by an independent parser: headers hold one line each, and the text is what was written."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from precall.compose.notes import parse_notes
from precall.model.call import Call, Caller
from precall.model.followup import Mailbox
from precall.render import templates
from precall.render.environment import Environment
from precall.render.follow_up_files import FollowUpFiles, fenced, write_follow_up
from precall.render.mail import draft
from precall.sentences import load

ENGLISH = Environment(load("en", templates.folders()))
NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
HEADERS = {"Subject", "From", "To", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
BACKWARDS = "\u202e\u2066\u200b\U000e0041"
HOSTILE = (
    "x\r\nBcc: spy@evil.example", "\x00\x1b]0;owned\x07", f"abc{BACKWARDS}def", "=?utf-8?q?Bcc=3A?=", "</pre><script>", "```\n# x",
    "é" * 200, "a" * 999, "\ud800", "\u2028To: spy@evil.example", ".\r\n.\r\n", "From nobody", "\ufeff",
)  # fmt: skip


def read_back(data: bytes) -> EmailMessage:
    """The message as a mail program reads it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage) -> str:
    """The text with the line ends of this machine."""
    return str(message.get_content()).replace("\r\n", "\n")


def written(
    notes: str, call: Call | None = None, caller: Caller | None = None, to: str = ""
) -> FollowUpFiles:
    """The files of a follow-up to these notes."""
    call, caller = call or Call(), caller or Caller("Ada", signature="Ada", email="ada@bell.example")
    return write_follow_up("x.example", parse_notes(notes), call, caller, now=NOW, environment=ENGLISH, to=to)


def test_a_draft_opens_unsent_with_its_text_and_people() -> None:
    """Plain text, both addresses, and no date: it has not been sent."""
    data = draft("“Größe” – Friday", "Hello Jörg,\n\n- one\n  more\n", sender=Mailbox("ada@bell.example", "Ada Bell"),
                 to=[Mailbox("j@acme.example", "Jörg Müller"), Mailbox("x@acme.example")])  # fmt: skip
    message = read_back(data)
    assert message["Subject"] == "“Größe” – Friday"
    assert str(message["From"]) == "Ada Bell <ada@bell.example>"
    assert str(message["To"]) == "Jörg Müller <j@acme.example>, x@acme.example"
    assert message["X-Unsent"] == "1"
    assert set(message.keys()) <= HEADERS
    assert message.get_content_type() == "text/plain"
    assert body(message) == "Hello Jörg,\n\n- one\n  more\n"


def test_a_draft_without_people_has_no_such_headers() -> None:
    """Nobody is guessed."""
    message = read_back(draft("x", "y"))
    assert message["To"] is None
    assert message["From"] is None


@pytest.mark.parametrize("trick", HOSTILE)
def test_no_trick_becomes_a_header_or_an_invisible_character(trick: str) -> None:
    """Pasted into every place that a draft has."""
    notes = "\n".join(
        f"{prefix}: {trick}" for prefix in ("quote", "heard", "i promised", "next", "personal", "to")
    )
    caller = Caller(trick, signature=f"Ada\n{trick}", email="ada@bell.example")
    files = written(notes, Call(with_name=trick), caller, to="Jan <jan@acme.example>")
    message = read_back(files.mail)
    assert set(message.keys()) <= HEADERS
    assert not message.defects
    assert [address.addr_spec for address in message["From"].addresses] == ["ada@bell.example"]
    text = body(message) + str(message["Subject"]) + files.markdown + files.explanation + files.notes
    assert not any(not letter.isprintable() and letter != "\n" for letter in text)
    assert not set(text) & set(BACKWARDS)


@settings(max_examples=60)
@given(st.text(max_size=90), st.text(max_size=300), st.text(max_size=40))
def test_whatever_is_written_the_message_reads_back(subject: str, text: str, name: str) -> None:
    """Same headers, one address each, no defect."""
    message = read_back(
        draft(subject, text, sender=Mailbox("ada@bell.example", name), to=[Mailbox("j@acme.example", name)])
    )
    assert set(message.keys()) <= HEADERS
    assert not message.defects
    assert [address.addr_spec for address in message["To"].addresses] == ["j@acme.example"]
    assert body(message).count("\n") == max(1, len(text.splitlines()))


@settings(max_examples=60)
@given(st.text(alphabet="ab`~#<>*_[]()!-=|\\\n &;", max_size=120))
def test_whatever_is_written_markdown_shows_it_as_it_stands(text: str) -> None:
    """The mail in follow-up.md is one block of code: nothing in it is a link, a heading or HTML."""
    tokens = MarkdownIt().parse(fenced(text))
    assert [token.type for token in tokens] == ["fence"]


def test_the_same_draft_is_the_same_bytes() -> None:
    """No clock, no random boundary or id."""
    notes = "heard: the yard\ni promised: the plan by Friday\nnext: Friday 10:00"
    assert written(notes, to="j@acme.example").mail == written(notes, to="j@acme.example").mail

"""An attacker writes into a mail's head: a headline of a website, a name, an address, a line of the notes."""

import contextlib
import email
import email.policy
import re
from datetime import UTC, datetime
from email.header import decode_header, make_header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.compose.notes import parse_notes
from precall.compose.recipient import recipients
from precall.errors import UsageError
from precall.model.call import Call, Caller
from precall.model.followup import Mailbox
from precall.render import templates
from precall.render.environment import Environment
from precall.render.escaping import header
from precall.render.follow_up_files import write_follow_up
from precall.render.mail import addressed_to, draft
from precall.sentences import load

ENGLISH = Environment(load("en", templates.folders()))
NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
OF_THE_BODY = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
ADA, JAN = Mailbox("ada@bell.example", "Ada Bell"), Mailbox("jan@acme.example", "Jan Haverman")

ATTACKS = (
    "Award =?l1?q?=0ABcc:v=40e.co?= won",
    "=?utf-8?q?=0ABcc:v=40e.co?=",
    "=?UTF-8?Q?=0D=0ABcc=3A_v=40e.co?=",
    "=?uTf-8?b?CkJjYzp2QGUuY28=?=",
    "=?us-ascii?q?=0ABcc:v=40e.co?=",
    "=?iso-8859-1*en?q?=0ABcc:v=40e.co?=",
    "=?utf-8?q?a?= =?utf-8?q?=0ABcc:v=40e.co?=",
    "=?utf-8?q?a?=\r\n =?utf-8?q?=0ABcc:v=40e.co?=",
    "=?utf-8?q?a?=\n\t=?utf-8?q?=0ABcc:v=40e.co?=",
    "=?utf-8?q?=3D=3Futf-8=3Fq=3F=3D0ABcc=3Av=3F=3D?=",
    "==??utf-8?q?=0ABcc:v?=?=",
    "=\u200b?l1?q?=0ABcc:v=40e.co?\u200b=",
    "=\u202e?l1?q?=0ABcc:v=40e.co?=",
    "=\u00ad?l1?q?=0ABcc:v?=",
    "=\x00?l1?q?=0ABcc:v?=",
    "=\r\n?l1?q?=0ABcc:v?=",
    "= ?l1?q?=0ABcc:v?=",
    "=?l1?q?=0ABcc: v=40e.co with spaces?=",
    "(=?l1?q?=0ABcc:v=40e.co?=)",
    '"=?l1?q?=0ABcc:v=40e.co?="',
    "\\=?l1?q?=0ABcc:v=40e.co?=",
    "=?l1?q?=0A=0Abody?=",
    "é =?l1?q?=0ABcc:v=40e.co?= é",
    "=?unknown-8bit?q?=FF=0ABcc:v?=",
    "=?utf-7?q?+AAo-Bcc:v?=",
    "＝？l1？q？=0ABcc:v？＝",
    "x\r\nBcc: v@e.co",
    "x\nBcc: v@e.co",
    "x\rBcc: v@e.co",
    "x\u2028Bcc: v@e.co",
    "x\u2029Bcc: v@e.co",
    "x\u0085Bcc: v@e.co",
    "x\x0bBcc: v@e.co",
    "x\x0cBcc: v@e.co",
    "x\x1eBcc: v@e.co",
    "x\x00Bcc: v@e.co",
    "\ud800\udc00 \udcff",
    '" <v@e.co>, "x',
    "v@e.co, x",
    "team: v@e.co;",
    "(" * 60 + "v@e.co",
    "a, " * 60 + "b",
    "é, <v@e.co> " * 12,
    "x" * 70 + " =?l1?q?=0ABcc:v?= " + "y" * 70,
    "word " * 14 + "=?l1?q?=0ABcc:v=40e.co?=",
    "\u0130\ufb01 \U0001f600 " * 12,
)  # fmt: skip


def head_lines(data: bytes) -> list[str]:
    """The head as RFC 5322 reads it: unfolded lines."""
    head = data.split(b"\r\n\r\n")[0].decode("ascii")
    assert "\r" not in head.replace("\r\n", "")
    assert "\n" not in head.replace("\r\n", "")
    return re.sub(r"\r\n(?=[ \t])", "", head).split("\r\n")


def check(data: bytes, people: list[str]) -> None:
    """The head holds these names and no other, for a strict reader, an old one, and one that decodes what it decoded."""
    wanted = ["Subject", *people, "X-Unsent", *OF_THE_BODY]
    assert [line.partition(":")[0] for line in head_lines(data)] == wanted
    for policy in (email.policy.default, email.policy.compat32):
        assert email.message_from_bytes(data, policy=policy).keys() == wanted
    for line in head_lines(data):
        once = str(make_header(decode_header(line.partition(": ")[2])))
        assert "=?" not in once
        assert once.isprintable()


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_subject_and_no_name_writes_a_header(attack: str) -> None:
    """Nor does it decode into anything but itself, on one line."""
    for subject, sender, to in (
        (attack, None, ()),
        ("x", Mailbox(ADA.address, attack), ()),
        ("x", ADA, (Mailbox(JAN.address, attack), Mailbox("x@acme.example", attack))),
        (attack, Mailbox(ADA.address, attack), (Mailbox(JAN.address, attack),)),
    ):
        data = draft(subject, f"{attack}\n{attack}", sender=sender, to=to)
        check(data, [*(["From"] if sender else []), *(["To"] if to else [])])
        read = email.message_from_bytes(data, policy=email.policy.default)
        assert read["Subject"] == header(subject)[:200].rstrip()
        assert (
            [one.addr_spec for one in read["To"].addresses if to] == [box.address for box in to]
            if to
            else not read["To"]
        )
        assert "v@e.co" not in [
            one.addr_spec for name in ("From", "To") if read[name] for one in read[name].addresses
        ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_line_of_the_notes_and_no_setting_writes_a_header(attack: str) -> None:
    """Whatever prefix it stands behind, and whoever the caller is said to be."""
    prefixes = ("heard", "quote", "i promised", "they promised", "next", "goal", "personal", "outcome", "to")
    everywhere = "\n".join(f"{prefix}: {attack}" for prefix in prefixes)
    for notes in (everywhere, f"goal: {attack}"):
        for to in ("", f"{attack} <jan@acme.example>"):
            caller = Caller(attack, attack, attack, attack if "@" in attack else "ada@bell.example")
            with contextlib.suppress(UsageError):  # what is no address is refused, in words
                data = write_follow_up(
                    "x.example", parse_notes(notes), Call(attack), caller, now=NOW, environment=ENGLISH, to=to,
                    earlier_to=attack,
                ).mail  # fmt: skip
                read = email.message_from_bytes(data, policy=email.policy.default)
                check(data, [name for name in ("From", "To") if read[name]])


@pytest.mark.parametrize("local", ["=?l1?q?=0Ax?=", "a=?utf-8?q?x?=", "=?x", "a.=?b"])
def test_an_encoded_word_is_no_address(local: str) -> None:
    """Some readers of mail decode it even there."""
    with pytest.raises(UsageError):
        recipients(f"{local}@acme.example")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_pieces_of_encoded_words_in_any_order_stay_text(data: st.DataObject) -> None:
    """Split, nested, folded, with characters between that are taken out."""
    pieces = ["=", "?", "=?", "?=", "q", "b", "utf-8", "l1", "=0A", "=0D=0A", "CkJjYzp2", "Bcc:", " ", "\r\n ", "\u200b", "é",
              '"', "\\", "<", ">", "@", ",", ";", ":", "(", ")", "\x00", "\u2028", "\ud800", "x" * 61]  # fmt: skip
    text = "".join(data.draw(st.lists(st.sampled_from(pieces), max_size=24)))
    check(
        draft(text, text, sender=Mailbox(ADA.address, text), to=[Mailbox(JAN.address, text)]), ["From", "To"]
    )


@pytest.mark.parametrize(
    "value",
    [
        "Award “of the year” – won",
        "Does 2 + 2 = 4?",
        "a = b ? c : d",
        "Jörg Müller",
        "Ada Bell, MBA",
        'Ada "Ace" Bell',
        "Dr. O'Neil",
    ],
)
def test_what_an_honest_person_writes_stays_as_it_is(value: str) -> None:
    """In a subject as in a name."""
    read = email.message_from_bytes(
        draft(value, "x", sender=Mailbox(ADA.address, value)), policy=email.policy.default
    )
    assert read["Subject"] == value
    assert [one.display_name for one in read["From"].addresses] == [value]


DAMAGED = (
    b'"', b"<@[,\r \xed\xa0\x80@", b".:<@a,@b:x@y>", b"=?:<;=?x?b?a?=<\na@b.c", b"\r\n .a<@a,@b:x@y>\xff", b"=?@[ ",
    b"=?utf-8?q?=0A?==?utf-8?q?=0A?=a", b"=?no-such-charset?q?x?=", b"\x00\xff\xfe",
    b"(" * 5000 + b"@", b"=?utf-8?b?a?=", b"<" * 3000 + b"a@b.example",
)  # fmt: skip


@pytest.mark.parametrize("line", DAMAGED)
def test_a_damaged_to_line_of_an_earlier_draft_is_said_and_goes_nowhere(line: bytes) -> None:
    """The folder is the caller's; what a disk or another program did to it is no bug of precall's."""
    earlier = addressed_to(b"To: " + line + b"\r\nSubject: x\r\n\r\nx")
    assert earlier.isprintable()
    notes = parse_notes(
        "heard: the loft\ni promised: the plan\nthey promised: nothing\nnext: Friday 4 December 10:00"
    )
    files = write_follow_up(
        "x.example", notes, Call(), Caller(), now=NOW, environment=ENGLISH, earlier_to=earlier
    )
    assert email.message_from_bytes(files.mail)["To"] is None
    assert any("To: line of the earlier draft cannot be read" in notice for notice in files.follow_up.notices)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from([*DAMAGED, b"a@b.example", b", ", b"=?", b"?="]), max_size=5).map(b"".join)
)
def test_any_bytes_behind_to_are_read_or_refused(line: bytes) -> None:
    """No error but the one that says so."""
    with contextlib.suppress(UsageError):
        recipients(addressed_to(b"To: " + line + b"\r\n\r\nx"))

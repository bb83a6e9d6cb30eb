"""Point 1: does anything that others wrote, or that was pasted, become a header of a mail?"""

import email
import email.policy
import json
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.utils import getaddresses
from functools import partial
from pathlib import Path

from bench.attack.ground import ACME, Attack, Ground, Happened, page
from bench.attack.judging import in_words
from bench.watched import Watched

_NAMES = {"subject", "from", "to", "x-unsent", "content-type", "content-transfer-encoding", "mime-version"}
_PAYLOADS = (
    "=?l1?q?=0ABcc:v=40e.co?=",
    "=?utf-8?b?CkJjYzogdkBlLmNv?=",
    "=?utf-8?q?a?= =?utf-8?q?=0D=0ABcc=3A_v=40e.co?=",
    "=?iso-8859-1*en?Q?=0ABcc=3av@e.co?=",
    "x\r\nBcc: v@e.co",
    "x\u2028Bcc: v@e.co\x85Cc: v@e.co",
    "=\u200b?utf-8?q?=0ABcc:v=40e.co?\u00ad=",
)
_OFFER = 'what = "measure sails"\nproblem = "measuring"\nlooks_for = ["sails"]\nask = "May I show you?"\n'
_HEADS = "every head holds the expected names alone, and no value that can be decoded again"


def _heads(ground: Ground, ended: Watched | None = None) -> Happened:
    """What stands in the heads of all mails that were written."""
    mails = sorted(ground.work.rglob("*.eml"))
    wrong = [f"{path.name}: {text}" for path in mails for text in _wrong(path)]
    if wrong:
        return Happened(False, "; ".join(wrong[:3]))
    if ended is not None and ended.status == 2:
        return in_words(ended, 2)
    return Happened(bool(mails), f"{len(mails)} mails, their heads are sound")


def _wrong(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    for policy in (email.policy.default, email.policy.compat32, email.policy.SMTP):
        read = email.message_from_bytes(data, policy=policy)
        names = [name.lower() for name in read]  # each of them, also twice
        yield from (f"a header {name}" for name in names if name not in _NAMES)
        yield from (f"{name} twice" for name in set(names) if names.count(name) > 1)
        for name, value in read.items():
            once = str(make_header(decode_header(str(value)))).replace("\r\n ", " ").replace("\n ", " ")
            if "=?" in once or "\n" in once or "\r" in once:
                yield f"{name} can be decoded again"
            if name.lower() in ("to", "from") and "v@e.co" in (box for _, box in getaddresses([str(value)])):
                yield f"{name} holds the attacker's address"


def _on_a_site(ground: Ground, html: str) -> Happened:
    """A headline, name or person of a website."""
    for payload in _PAYLOADS:
        text = payload.replace("\n", "&#10;").replace("\r", "&#13;")
        news = page(
            f"<h1>News</h1><article><h2>Award {text} won</h2><time datetime=2026-01-20>20 January 2026</time><p>It is so.</p></article>"
        )
        front = page(
            f"<h1>{html.format(text)}</h1><p>Acme Sails makes sails for boats in Falmouth.</p><p>{text} Lee, founder</p>"
            f"<a href=/news.html>News</a><footer>{text} Ltd</footer>", title=html.format(text),
        )  # fmt: skip
        ground.net.sites["acme.example"] = {**ACME, "/": front, "/news.html": news}
        ground.write("offer.toml", _OFFER)
        ended = ground.precall(
            "research", "acme.example", "--for", "sales", "--offer", "offer.toml", "--refresh"
        )
        found = _heads(ground, ended)
        if not found.holds or ended.status:
            return found if not found.holds else in_words(ended, 0)
    return found


def _in_an_option(ground: Ground, command: str, *options: str) -> Happened:
    ground.write("call.txt", "heard: more room\ni promised: a plan by Friday\nnext: Friday 10:00\n")
    notes = ("--notes", "call.txt") if command in ("followup", "debrief") else ()
    found = Happened(False, "nothing was tried")
    for payload in _PAYLOADS:
        ended = ground.precall(
            command, "acme.example", *notes, *(part.replace("W", payload) for part in options)
        )
        found = _heads(ground, ended)
        if not found.holds:
            return found
    return found


def _in_notes(ground: Ground, line: str) -> Happened:
    found = Happened(False, "nothing was tried")
    for payload in _PAYLOADS:
        ground.write("call.txt", line.replace("W", payload) + "\ni promised: a plan by Friday\n")
        found = _heads(
            ground,
            ground.precall("followup", "acme.example", "--notes", "call.txt", "--to", "ann@acme.example"),
        )
        if not found.holds:
            return found
    return found


def _in_a_setting(ground: Ground, name: str) -> Happened:
    ground.write("call.txt", "heard: more room\n")
    found = Happened(False, "nothing was tried")
    for payload in _PAYLOADS:
        value = f"me@mine.example, {payload} <v@e.co>" if name == "EMAIL" else payload
        environ = {"PRECALL_EMAIL": "me@mine.example", f"PRECALL_{name}": value}
        found = _heads(
            ground, ground.precall("followup", "acme.example", "--notes", "call.txt", environ=environ)
        )
        if not found.holds:
            return found
    return found


def _in_a_check_in(ground: Ground) -> Happened:
    """A client's name, their goal, whom to greet and whom to write to."""
    found = Happened(False, "nothing was tried")
    for payload in _PAYLOADS:
        ground.precall("remember", "acme.example", f"two {payload} Sundays off", "--goal")
        ground.precall("remember", "acme.example", "--name", f"Acme {payload}")
        ended = ground.precall(
            "checkin", "acme.example", "--anyway", "--with", payload, "--to", f"{payload} <ann@acme.example>"
        )
        found = _heads(ground, ended)
        if not found.holds:
            return found
    return found


def _in_an_import(ground: Ground) -> Happened:
    people = [
        {"folded": "x", "name": f"Ann {payload}", "email": "ann@acme.example", "phone": ""}
        for payload in _PAYLOADS[:1]
    ]
    client = {"key": "acme.example", "name": f"Acme {_PAYLOADS[0]}", "people": people, "given": [
        {"what": "to", "value": f"{_PAYLOADS[0]} <ann@acme.example>", "at": "2026-01-01T00:00:00Z"}]}  # fmt: skip
    ground.write("memory.json", json.dumps({"schema": "precall/memory@1", "clients": [client], "gifts": []}))
    imported = ground.precall("import", "memory.json")
    ground.write("call.txt", "heard: more room\n")
    ended = ground.precall("followup", "acme.example", "--notes", "call.txt")
    found = _heads(ground, ended)
    return found if not found.holds else in_words(imported, 0, 2)


def _in_an_old_draft(ground: Ground) -> Happened:
    """The draft in the folder, whose To: line counts again, was damaged."""
    found = Happened(False, "nothing was tried")
    ground.write("call.txt", "heard: more room\n")
    for payload in _PAYLOADS:
        ground.write(
            "briefings/acme.example/follow-up.eml",
            f"To: {payload} <ann@acme.example>, (\xff, <<>>\nSubject: x\n\nx\n",
        )
        found = _heads(ground, ground.precall("followup", "acme.example", "--notes", "call.txt"))
        if not found.holds:
            return found
    return found


ATTACKS = (
    Attack(1, "a headline of a site is an encoded word", _HEADS, partial(_on_a_site, html="Acme Sails")),
    Attack(1, "a site's name and title are one", _HEADS, partial(_on_a_site, html="Acme {} Sails")),
    Attack(1, "followup --to with one as the name", _HEADS, lambda g: _in_an_option(g, "followup", "--to", "W <ann@acme.example>")),
    Attack(1, "followup --to with one as a second recipient", _HEADS, lambda g: _in_an_option(g, "followup", "--to", "ann@acme.example, W")),
    Attack(1, "followup --with", _HEADS, lambda g: _in_an_option(g, "followup", "--with", "Ann W", "--to", "ann@acme.example")),
    Attack(1, "debrief --with and --to", _HEADS, lambda g: _in_an_option(g, "debrief", "--with", "W", "--to", "W <ann@acme.example>")),
    Attack(1, "research --with and --context", _HEADS, lambda g: _in_an_option(g, "research", "--with", "Ann W", "--context", "W")),
    *(
        Attack(1, f"a line of the notes: {line.partition(':')[0]}:", _HEADS, partial(_in_notes, line=line))
        for line in ("heard: W", "quote: W", "to: W <ann@acme.example>", "next: W", "goal: W", "they promised: W")
    ),
    *(
        Attack(1, f"the setting {name.lower()}", _HEADS, partial(_in_a_setting, name=name))
        for name in ("NAME", "COMPANY", "SIGNATURE", "EMAIL")
    ),
    Attack(1, "a check-in: name, goal, --with, --to", _HEADS, _in_a_check_in),
    Attack(1, "names of an import", _HEADS, _in_an_import),
    Attack(1, "the To: line of the last draft", _HEADS, _in_an_old_draft),
)  # fmt: skip

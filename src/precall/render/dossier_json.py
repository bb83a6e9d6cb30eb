"""How a dossier is written to `dossier.json`, and read back (contract `precall/dossier@1`)."""

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring
from math import isfinite
from typing import Any, TypeVar, get_args

from precall.model.dossier import SCHEMA, Dossier, Gap, Observation, Question, Route, Subject, Use
from precall.model.fact_data import named, named_evidence, of_named, of_named_evidence
from precall.model.kinds import PAGE_KINDS
from precall.model.page import Miss, PageRecord

Json = dict[str, Any]
Word = TypeVar("Word", bound=str)

_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)

_HALF_PAIR = re.compile(r"(?i)\\ud[89a-f]")
"""Where half a character may be written: no text holds one."""

LARGEST = 50_000_000
"""Bytes of a dossier that are read at most; two hundred pages give a tenth of it."""


def dossier_to_json(dossier: Dossier) -> str:
    """The dossier as indented JSON that ends in a line break; the same dossier always gives the same text.

    `< > &`, control, bidirectional and other invisible characters are written as `\\uXXXX`, so that the text is safe
    inside HTML and on a terminal. Times are UTC to the second. Raises ValueError for a time without a zone.
    """
    written = _indented(_dossier(dossier))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") + "\n"


def dossier_from_json(text: str) -> Dossier:
    """The dossier that `dossier_to_json` wrote; ValueError says what does not fit the contract."""
    try:
        data = json.loads(text)
        if _HALF_PAIR.search(text):
            _compact(data).encode()  # a UnicodeEncodeError is a ValueError
        return _read_dossier(data)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a {SCHEMA} dossier: {type(error).__name__}: {error}") from error


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))


def _indented(value: object, line_break: str = "\n") -> str:
    """As json.dumps writes it with indent=2, which leaves the fast encoder of the standard library unused."""
    if isinstance(value, str):
        return _quoted(value)
    inner = f"{line_break}  "
    if isinstance(value, dict):
        rows, ends = [f"{_quoted(key)}: {_indented(item, inner)}" for key, item in value.items()], "{}"
    elif isinstance(value, list):
        rows, ends = [_indented(item, inner) for item in value], "[]"
    else:
        return _scalar(value)
    return f"{ends[0]}{inner}{f',{inner}'.join(rows)}{line_break}{ends[1]}" if rows else ends


def _scalar(value: object) -> str:
    """Numbers are written as Python writes them; asking the encoder for one costs as much as many texts."""
    if type(value) is int or (type(value) is float and isfinite(value)):
        return repr(value)
    return _compact(value)


@lru_cache(1024)  # keys, addresses, where the words stood: most are written many times
def _quoted(text: str) -> str:
    written = encode_basestring(text)
    return written if text.isprintable() else _UNSAFE.sub(_escaped, written)


def _dossier(dossier: Dossier) -> Json:
    return {
        "schema": SCHEMA,
        "subject": _subject(dossier.subject),
        "pages": [_page(page) for page in dossier.pages],
        "missed": [_miss(miss) for miss in dossier.missed],
        "facts": [named(fact) for fact in dossier.facts],
        "observations": [
            {"text": seen.text, "use": seen.use, "evidence": named_evidence(seen.evidence)}
            for seen in dossier.observations
        ],
        "questions": [
            {"text": asked.text, "because": asked.because, "evidence": named_evidence(asked.evidence)}
            for asked in dossier.questions
        ],
        "gaps": [{"kind": gap.kind, "text": gap.text, "route": gap.route} for gap in dossier.gaps],
    }


def _subject(subject: Subject) -> Json:
    written: Json = {
        "input": subject.input,
        "url": subject.url,
        "domain": subject.domain,
        "researched_at": _time(subject.researched_at),
    }
    return written | ({"flag": subject.flag} if subject.flag else {})


def _page(page: PageRecord) -> Json:
    written: Json = {
        "url": page.url,
        "status": page.status,
        "title": page.title,
        "kind": page.kind,
        "sha256": page.sha256,
        "fetched_at": _time(page.fetched_at),
    }
    noted = written | ({"note": page.note} if page.note else {})
    return noted | ({"drawn": True, "drawn_from": page.drawn_from} if page.drawn_from else {})


def _miss(miss: Miss) -> Json:
    return {"url": miss.url, "reason": miss.reason} | ({"transient": True} if miss.transient else {})


def _time(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment.isoformat()}")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _read_dossier(data: Json) -> Dossier:
    if data.get("schema") != SCHEMA:
        raise ValueError(f"not a {SCHEMA} dossier: schema is {data.get('schema')!r}")
    return Dossier(
        subject=_read_subject(data["subject"]),
        pages=tuple(map(_read_page, data["pages"])),
        missed=tuple(Miss(m["url"], m["reason"], bool(m.get("transient"))) for m in data["missed"]),
        facts=tuple(map(of_named, data["facts"])),
        observations=tuple(
            Observation(o["text"], _one_of(get_args(Use), o["use"]), of_named_evidence(o["evidence"]))
            for o in data["observations"]
        ),
        questions=tuple(
            Question(q["text"], q["because"], of_named_evidence(q["evidence"])) for q in data["questions"]
        ),
        gaps=tuple(Gap(g["kind"], g["text"], _one_of(get_args(Route), g["route"])) for g in data["gaps"]),
    )


def _read_subject(data: Json) -> Subject:
    return Subject(
        data["input"],
        data["url"],
        data["domain"],
        datetime.fromisoformat(data["researched_at"]),
        data.get("flag", ""),
    )


def _read_page(data: Json) -> PageRecord:
    return PageRecord(
        url=data["url"],
        status=data["status"],
        title=data["title"],
        kind=_one_of(PAGE_KINDS, data["kind"]),
        sha256=data["sha256"],
        fetched_at=datetime.fromisoformat(data["fetched_at"]),
        note=data.get("note", ""),
        drawn_from=data.get("drawn_from", ""),
    )


def _one_of(allowed: tuple[Word, ...], word: str) -> Word:
    for candidate in allowed:
        if candidate == word:
            return candidate
    raise ValueError(f"not a {SCHEMA} dossier: {word!r} is none of {', '.join(allowed)}")

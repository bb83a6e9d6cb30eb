"""Whether the user's own templates work: each is read, and each output is made once from a small example."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from precall import sentences
from precall.errors import PrecallError
from precall.model.call import Call, Caller
from precall.model.dossier import Dossier, Gap, Observation, Question, Subject
from precall.model.fact import KINDS, Evidence, Fact
from precall.model.page import Miss, PageRecord
from precall.render import templates
from precall.render.briefing import briefing
from precall.render.environment import SUFFIX, Environment
from precall.render.templates import Template

_NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
_URL = "https://example.com/"
_VALUES: Mapping[str, str | int] = {
    "founded": 1999,
    "copyright_year": 2026,
    "language": "en",
    "country": "GB",
    "latest_date": "2025-03-14",
}


def check(own: Path, language: str = "en") -> tuple[str, ...]:
    """The mistakes in the user's templates, one line each with file and line; empty where all is well.

    Playbooks are only read as TOML here; what they ask is judged where they are used.
    """
    mine = [template for template in templates.listing(own) if template.own]
    return tuple(dict.fromkeys((*_unreadable(mine), *_unmade(mine, own, language))))


def example() -> Dossier:
    """A dossier with one fact of every kind, to try a template on."""
    evidence = (Evidence(_URL, "Words of theirs.", "text"),)
    attributes = {
        "role": "Owner",
        "date": "2025-03-14",
        "author": "A. Name",
        "price": "£1",
        "shown": "01234 567890",
    }
    return Dossier(
        subject=Subject("example.com", _URL, "example.com", _NOW, "an example"),
        pages=(PageRecord(_URL, 200, "Example", "home", "0" * 64, _NOW, "an example"),),
        missed=(Miss(_URL + "shop", "drawn by script only"),),
        facts=tuple(
            Fact(kind, _VALUES.get(kind, f"Example {kind} {n}"), 0.9, evidence, attributes, check=True)
            for kind in KINDS
            for n in (1, 2, 3)
        ),
        observations=(Observation("Seen.", "know", evidence), Observation("Seen.", "say", evidence)),
        questions=(Question("What now?", "Because.", evidence),),
        gaps=(Gap("price", "What does it cost?", "ask"),),
    )


def _unreadable(mine: list[Template]) -> Iterator[str]:
    for template in mine:
        if template.path.suffix == ".toml":
            try:
                tomllib.loads(template.path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                yield f"{template.path}: {error}"


def _unmade(mine: list[Template], own: Path, language: str) -> Iterator[str]:
    """Each template that cannot be used, or the sentences file where that is why nothing can be made."""
    dossier, call, caller = example(), Call(with_name="A. Name", when=_NOW, context="Hello."), Caller()
    try:
        words = sentences.load(language, templates.folders(own))
        view = briefing(dossier, call, caller, now=_NOW, sentences=words)
    except PrecallError as error:
        yield str(error)
        return
    environment = Environment(words, own)
    outputs = environment.outputs()
    for name in dict.fromkeys(
        (*outputs, *(t.name.removesuffix(SUFFIX) for t in mine if t.name.endswith(SUFFIX)))
    ):
        try:
            environment.parse(name)
            if name in outputs:
                environment.render(name, briefing=view, dossier=dossier, call=call, caller=caller)
        except PrecallError as error:
            yield str(error)

"""Whether the user's own templates work: each is read, and each output is made once from a small example."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from precall import sentences
from precall.errors import PrecallError
from precall.model.call import Call, Caller
from precall.model.dossier import Dossier, Gap, Observation, Question, Subject
from precall.model.fact import Evidence, Fact
from precall.model.followup import PREFIXES, Note, Notes
from precall.model.kinds import ROWS, TEXT
from precall.model.page import Miss, PageRecord
from precall.render import templates, trial_data, trial_help
from precall.render.briefing import briefing
from precall.render.environment import SUFFIX, Environment
from precall.render.follow_up_files import write_follow_up
from precall.render.templates import Template
from precall.sentences import Sentences

_NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
_URL = "https://example.com/"


def check(own: Path, language: str = "en") -> tuple[str, ...]:
    """The mistakes in the user's templates, playbooks, offer and sentences, one line each with its place."""
    mine = [template for template in templates.listing(own) if template.own]
    broken = list[str]()
    try:
        words = sentences.load(language, templates.folders(own))
    except PrecallError as error:  # all else is tried with the sentences as they came with precall
        broken.append(str(error))
        as_shipped = templates.folders()
        words = sentences.load(
            language if language in sentences.languages(as_shipped) else sentences.ENGLISH, as_shipped
        )
    data = (
        line
        for template in mine
        if template.path.suffix == ".toml"
        for line in trial_data.mistakes(template, words)
    )
    missing = () if broken else trial_data.missing_sentences(language, own)
    return tuple(dict.fromkeys((*broken, *data, *missing, *_unmade(mine, own, words))))


def catalogues(own: Path | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages that there are sentences in, and what is wrong in any of them, one line each with its place."""
    folders = templates.folders(own)
    languages, found = sentences.languages(folders), list[str]()
    for language in languages:
        names = (f"{language}.toml", f"{language}{sentences.FAMILIAR}.toml")
        places = (folder / sentences.FOLDER / name for folder in folders for name in names)
        found += _or_why(trial_data.missing_sentences(language, own))
        for path in filter(Path.is_file, places):
            found += _or_why(trial_data.strange_sentences(path))
            found += _or_why(trial_data.lost_places(path)) if language != "en" else ()
        found += trial_help.mistakes(language, own) if own else ()
    return languages, tuple(dict.fromkeys(found))


def _or_why(mistakes: Iterator[str]) -> Iterator[str]:
    """Mistakes, or why a file cannot be read; the other files are tried all the same."""
    try:
        yield from mistakes
    except PrecallError as error:
        yield str(error)


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
            Fact(
                kind,
                f"Example {kind} {n}" if row.value is TEXT else row.value.example,
                0.9,
                evidence,
                attributes,
                check=True,
            )
            for kind, row in ROWS.items()
            for n in (1, 2, 3)
        ),
        observations=(Observation("Seen.", "know", evidence), Observation("Seen.", "say", evidence)),
        questions=(Question("What now?", "Because.", evidence),),
        gaps=(Gap("price", "What does it cost?", "ask"),),
    )


def _unmade(mine: list[Template], own: Path, words: Sentences) -> Iterator[str]:
    """Each template that cannot be used, or the sentence that is why nothing can be made."""
    dossier, call, caller = example(), Call(with_name="A. Name", when=_NOW, context="Hello."), Caller()
    environment = Environment(words, own)
    try:
        view = briefing(dossier, call, caller, now=_NOW, sentences=words)
    except PrecallError as error:
        yield str(error)
        return
    values = {"briefing": view, "dossier": dossier, "call": call, "caller": caller}
    yield from _tried(
        partial(write_follow_up, "example.com", _notes(), call, caller, now=_NOW, environment=environment)
    )
    outputs = environment.outputs()
    for name in outputs:
        yield from _tried(partial(environment.render, name, **values))
    for template in mine:
        name = template.name.removesuffix(SUFFIX)
        if name != template.name and name not in outputs:
            yield from _tried(partial(environment.parse, name))


def _tried(make: Callable[[], object]) -> Iterator[str]:
    try:
        make()
    except PrecallError as error:
        yield str(error)


def _notes() -> Notes:
    """One note of each kind that needs no form of its own."""
    return Notes(
        notes=tuple(
            Note(line, prefix, "Words of theirs.")
            for line, prefix in enumerate(PREFIXES, 1)
            if prefix != "to"
        )
    )

"""Are the user's own playbooks, offer and sentences right? Each mistake is one line with its place."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from precall import sentences
from precall.compose import criterion, offer, playbook
from precall.compose.strict_table import read_toml
from precall.errors import PrecallError
from precall.render import templates
from precall.render.templates import Template
from precall.sentences import Sentences
from precall.toml_file import toml_in

_PLACE = re.compile(r"\{([a-z_]{1,40})\}")
_IN_BRACES = re.compile(r"\{([^{}\n]{0,40})\}")
"""What is meant as a place, whether it can be one or not: {}, {0}."""
_SECTION = re.compile(r"^\s{0,20}\[([a-z_]{1,40})\]")


def mistakes(template: Template, words: Sentences) -> Iterator[str]:
    """What is wrong in one data file of the user's; `words` are the sentences in force."""
    folder = template.name.partition("/")[0]
    try:
        if folder == playbook.FOLDER:
            yield from _unknown_sentences(template.path, words)
        elif folder == sentences.FOLDER:
            yield from strange_sentences(template.path)
        elif template.name == offer.FILE:
            offer.load(template.path)
        elif template.name == criterion.FILE:
            criterion.load(template.path)
        else:
            read_toml(template.path)
    except PrecallError as error:
        yield str(error)


def _unknown_sentences(path: Path, words: Sentences) -> Iterator[str]:
    """Names of sentences that a playbook uses and no catalogue has."""
    book = playbook.read(path)
    used = [(ask.place, text) for ask in book.questions for text in (ask.ask, ask.because)]
    used += [(f"{path} [gaps.questions], {kind}", text) for kind, text in book.gap_questions.items()]
    for place, text in used:
        named = playbook.SENTENCE.fullmatch(text) is not None
        if named and not (words.has(text) or words.has(f"{text}_many")):
            yield (
                f"{place}: there is no sentence {text}; write your own in quotes, "
                f"or add it to {sentences.FOLDER}/{words.language}.toml"
            )


def strange_sentences(path: Path) -> Iterator[str]:
    """Sentences that nothing uses, and places in them that nothing fills."""
    known = sentences.load("en", templates.folders()).catalogue
    lines = _lines(path)
    for section, entries in sentences.read(path).items():
        for key, sentence in entries.items():
            place = f"{path}, line {lines.get((section, key), 1)}"
            yield from _wrong_places(place, sentence, _like(known, section, key))


def missing_sentences(language: str, own: Path | None) -> Iterator[str]:
    """The sentences of English that a language has in no template folder; it could not say them."""
    folders = templates.folders(own)
    known, words = (
        sentences.load("en", folders[-1:]),
        sentences.load(language, folders, borrows=False),
    )
    for section, entries in known.catalogue.items():
        for key in entries:
            if not words.has(f"{section}.{key}"):
                yield f"{sentences.FOLDER}/{language}.toml: [{section}] {key} is missing; in English it is {entries[key]!r}"


def lost_places(path: Path) -> Iterator[str]:
    """Where a translation is empty or lacks a place of the English sentence, so that it leaves something unsaid."""
    known = sentences.load("en", templates.folders()).catalogue
    lines = _lines(path)
    for section, entries in sentences.read(path).items():
        for key, sentence in entries.items():
            shipped = known.get(section, {}).get(key, "")
            if shipped and not sentence:
                yield f"{path}, line {lines.get((section, key), 1)}: there is no text in quotes; in English it is {shipped!r}"
            for name in dict.fromkeys(_PLACE.findall(shipped)):
                if sentence and name not in _PLACE.findall(sentence):
                    line = lines.get((section, key), 1)
                    yield f"{path}, line {line}: {{{name}}} is missing; in English it is {shipped!r}"


def _like(known: sentences.Catalogue, section: str, key: str) -> str | None:
    """The shipped English sentence; playbooks may name sentences of the user's own among the questions and gaps."""
    own = "" if section in ("questions", "gaps") else None
    return known.get(section, {}).get(key, own)


def _wrong_places(place: str, sentence: str, shipped: str | None) -> Iterator[str]:
    if shipped is None:
        yield f"{place}: precall says no such sentence; look at {sentences.FOLDER}/en.toml for their names"
        return
    filled = _PLACE.findall(shipped)
    known = ", ".join(f"{{{name}}}" for name in dict.fromkeys(filled))
    for name in dict.fromkeys(_IN_BRACES.findall(sentence)):
        if shipped and name not in filled:
            told = f"there are {known}" if known else "nothing is"
            yield f"{place}: {{{name}}} is not filled in this sentence; {told}"


def _lines(path: Path) -> Mapping[tuple[str, str], int]:
    """On which line each sentence stands."""
    found: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(toml_in(path)[0].splitlines(), 1):
        if match := _SECTION.match(line):
            section = match[1]
        key, equals, _ = line.partition("=")
        if equals:
            found.setdefault((section, key.strip()), number)
    return found

"""Every sentence that precall says itself, from one catalogue file per language: `templates/sentences/<language>.toml`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from precall.errors import SettingsError, TemplateError
from precall.kept_table import came_with_precall, table_in
from precall.toml_file import toml_in

FOLDER = "sentences"
ENGLISH = "en"
CLDR = Path(__file__).parent / "cldr"
"""How each language puts numbers and dates, and its names of languages, countries and cities; `python -m bench cldr` writes them."""

_LINES = re.compile(r"(\n[ ]{0,9})")
_PLACE = re.compile(r"\{([a-z_]{1,40})\}")
_SAID_BY = re.compile(r"[\w .]{1,40} says: “(?P<words>[^”]{1,400})”")
"""What another program says (errors.py); of many such texts there is a translation, which is no quotation."""
_LONGEST_END = 2000  # characters of what stands last in a text: a list of names may be long

_COUNTS = frozenset({"all", "number", "seconds", "size", "whole"})
"""The places of reasons in which precall counts, and nothing is repeated that somebody typed."""
_FIGURE = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,3})?|\d{1,15}\.\d{1,3})(?![\w,]|\.\d)")

Catalogue = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one language: sections of keys, each a sentence with `{places}` to fill.

    `client` are those of the language in which the client is written to, where that is another one.
    """

    language: str
    catalogue: Catalogue
    client: "Sentences | None" = None

    @property
    def mail(self) -> "Sentences":
        """The sentences in which the client is written to."""
        return self.client or self

    @property
    def alone(self) -> "Sentences":
        """The caller's sentences, for the client as well."""
        return replace(self, client=None)

    def say(self, key: str, /, **values: object) -> str:
        """The sentence `section.key` with its places filled; a missing sentence or value is a TemplateError."""
        section, _, name = key.partition(".")
        sentence = self.catalogue.get(section, {}).get(name)
        if sentence is None:
            raise TemplateError(f"{FOLDER}/{self.language}.toml has no sentence {name!r} under [{section}]")
        said = list(_around_places(sentence))
        for i in range(1, len(said), 2):
            if said[i] not in values:
                raise TemplateError(
                    f"{FOLDER}/{self.language}.toml: {key} uses {{{said[i]}}}, which is not given to it"
                )
            said[i] = str(values[said[i]])
        return "".join(said)

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The sentence `key_one` or `key_many`, with `{number}` filled, if only as `values` have it."""
        said = self.number(number) if number > 999 else number
        return self.say(
            f"{key}_{'one' if self._is_one(str(number)) else 'many'}", **{"number": said, **values}
        )

    def _is_one(self, number: str) -> bool:
        """Whether a number takes the singular, as `[plural] one` says."""
        return number in self.section("plural").get("one", "1").split()

    def quoted(self, words: object) -> str:
        """Words in the quotation marks of the language."""
        return f"{self.say('writing.quote_begin')}{words}{self.say('writing.quote_end')}"

    def labelled(self, label: str, text: str) -> str:
        """What a text is about and the text, with the colon of the language between them."""
        return f"{label}{self.say('writing.colon')} {text}"

    def parted(self, parts: Iterable[str]) -> str:
        """Texts with semicolons between them, as the language writes them."""
        return f"{self.section('writing').get('semicolon', ';')} ".join(parts)

    def listed(self, names: Sequence[str]) -> str:
        """Names as a list in a sentence: German, French and Dutch."""
        if len(names) < 2:
            return "".join(names)
        word, *others = self.say("writing.and").split()
        for before, _, other in (one.partition(":") for one in others):
            word = other if names[-1].casefold().startswith(before) else word
        return f"{', '.join(names[:-1])} {word} {names[-1]}"

    @property
    def greets_whole(self) -> bool:
        """Whether a mail greets by the whole name, as a polite form has it, not by the given name."""
        return self.say("writing.greets") == "whole"

    def number(self, number: int) -> str:
        """A whole number as the language writes it: 12,000."""
        return f"{number:,}".replace(",", self.say("writing.thousands"))

    def decimal(self, number: float, digits: int) -> str:
        """A number with so many digits behind the point, as the language writes it: 1,234.5."""
        return self._written(f"{number:,.{digits}f}")

    def _written(self, figure: str) -> str:
        """A figure as English writes it, in the marks of this language."""
        marks = {",": self.say("writing.thousands"), ".": self.say("writing.decimal")}
        return "".join(marks.get(sign, sign) for sign in figure)

    def reason(self, text: str) -> str:
        """What is told in English beneath the faces, why a page was not read or something refused, in this language.

        The keys of `[reasons]` are the English texts with their places; what stands in a place is looked for there, too.
        Where its `{number}` takes the singular, `[reasons_one]` may have the sentence.
        A text that has no such key stays as it is. A status stands before a reason: 404 not found.
        """
        if "\n" in text:
            return "".join(self.reason(part) if part.strip() else part for part in _LINES.split(text))
        known = self.section("reasons")
        if not text or text in known:
            return known.get(text, "")
        if (foreign := _SAID_BY.fullmatch(text)) and self.reason(foreign["words"]) != foreign["words"]:
            return self.reason(foreign["words"])
        if advised := _before_advice(text, known):
            return f"{self.reason(advised)}. {known[text[len(advised) + 2 :]]}"
        for english, begin, end in _shapes(tuple(known)):
            if not (text.startswith(begin) and text.endswith(end) and _says_its_words(english, text)):
                continue
            if found := _shape(english).fullmatch(text):
                values = {name: self.reason(value) for name, value in found.groupdict().items()}
                one = self.has(f"reasons_one.{english}") and self._is_one(values.get("number", ""))
                for name in _COUNTS & values.keys():
                    values[name] = _FIGURE.sub(lambda figure: self._written(figure[0]), values[name])
                return self.say(f"reasons{'_one' if one else ''}.{english}", **values)
        if "; " in text:
            return self.parted(map(self.reason, text.split("; ")))
        status, _, after = text.partition(" ")
        return f"{status} {self.reason(after)}" if status.isdecimal() and after else text

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        section, _, name = key.partition(".")
        return name in self.catalogue.get(section, {})

    def section(self, name: str) -> Mapping[str, str]:
        """All sentences of one section, as they stand in the file."""
        return self.catalogue.get(name, {})


def _before_advice(text: str, known: Mapping[str, str]) -> str:
    """What stands before advice that is a sentence of its own; empty where none is."""
    at = text.find(". ")
    while at >= 0:
        if text[at + 2 :] in known:
            return text[:at]
        at = text.find(". ", at + 1)
    return ""


@lru_cache(1024)
def _around_places(sentence: str) -> tuple[str, ...]:
    """The words of a sentence and the names of its places in turn."""
    return tuple(_PLACE.split(sentence))


@lru_cache(32)
def _shapes(keys: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """The keys that have places, with what stands before the first and behind the last; those with the most words of their own first."""
    placed = [key for key in keys if "{" in key]
    placed.sort(key=lambda key: len(_PLACE.sub("", key)), reverse=True)
    return tuple((key, key.partition("{")[0], key.rpartition("}")[2]) for key in placed)


def _says_its_words(key: str, text: str) -> bool:
    """Whether a text has what stands between the places of a key: sooner looked up than an expression made."""
    return all(said in text for said in _around_places(key)[::2])


@lru_cache(256)
def _shape(key: str) -> re.Pattern[str]:
    parts = _PLACE.split(key)
    parts[::2] = map(re.escape, parts[::2])
    most = [400] * (len(parts) // 2 - 1) + [_LONGEST_END if key.endswith("}") else 400]
    parts[1::2] = (f"(?P<{name}>.{{1,{long}}}?)" for name, long in zip(parts[1::2], most, strict=True))
    return re.compile("".join(parts), re.DOTALL)


FAMILIAR = "-familiar"
"""What follows the language in the name of a file that has the sentences which differ where one is on familiar terms."""


def load(
    language: str, folders: Iterable[Path], *, familiar: bool = False, borrows: bool = True
) -> Sentences:
    """The sentences of a language from template folders, the first folder's winning one by one.

    One of which there are no habits `borrows` those of English, so that it can be spoken before its own are written.

    `familiar` is for languages that have a polite and a familiar form of you: `<language>-familiar.toml` holds what
    differs. Raises SettingsError for a language that no folder has, TemplateError with file and line for a malformed file.
    """
    folders = tuple(folders)
    known = languages(folders)
    if language not in known:
        raise SettingsError(
            f"no sentences in the language {language!r}; there are {', '.join(known) or 'none'}. Choose one of these, or add {FOLDER}/{language}.toml."
        )
    names = [language, *([language + FAMILIAR] if familiar else [])]
    files = [folder / FOLDER / f"{name}.toml" for name in names for folder in reversed(folders)]
    known_habits = habits(language) or (habits(ENGLISH) if borrows else {})
    merged = {section: dict(rows) for section, rows in known_habits.items()}
    for path in filter(Path.is_file, files):
        for section, sentences in read(path).items():
            merged.setdefault(section, {}).update(sentences)
    return Sentences(language, merged)


@lru_cache(16)
def habits(language: str) -> Catalogue:
    """How a language puts numbers and dates, and its names; nothing of a language that CLDR has none of."""
    path = CLDR / f"{language}.toml"
    return read(path) if path.is_file() else {}


def languages(folders: Iterable[Path]) -> tuple[str, ...]:
    """The languages that there are sentences in, by their codes."""
    names = {path.stem for folder in folders for path in (folder / FOLDER).glob("*.toml")}
    return tuple(sorted(name for name in names if re.fullmatch(r"[a-z]{2,3}", name)))


def read(path: Path) -> Catalogue:
    """One catalogue file; Unreadable or TemplateError names the file and what is wrong in it."""
    data = table_in(path) if came_with_precall(path) else toml_in(path)[1]
    for section, sentences in data.items():
        if not isinstance(sentences, dict):
            raise TemplateError(f"{path}: {section!r} stands outside a [section]")
        for key, sentence in sentences.items():
            if not isinstance(sentence, str):
                raise TemplateError(f"{path}: [{section}] {key} is not a sentence in quotes")
    return data

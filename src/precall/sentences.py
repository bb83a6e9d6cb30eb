"""Every sentence that precall says itself, from one catalogue file per language: `templates/sentences/<language>.toml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from precall.errors import SettingsError, TemplateError
from precall.kept_table import came_with_precall, table_in
from precall.toml_file import toml_in

FOLDER = "sentences"

_PLACE = re.compile(r"\{([a-z_]{1,40})\}")
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_MOST_WORDS = 12  # of a reason

Catalogue = Mapping[str, Mapping[str, str]]


CLIENTS = ("followup", "checkin", "first_mail")
"""The sections that the client reads; they are said in the language of the mail, all others in the caller's."""


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
        """The sentence `key_one` or `key_many`, with `{number}` filled; which numbers take the singular, `[plural] one` says."""
        singular = self.section("plural").get("one", "1").split()
        return self.say(f"{key}_{'one' if str(number) in singular else 'many'}", number=number, **values)

    def quoted(self, words: object) -> str:
        """Words in the quotation marks of the language."""
        return f"{self.say('writing.quote_begin')}{words}{self.say('writing.quote_end')}"

    @property
    def greets_whole(self) -> bool:
        """Whether a mail greets by the whole name, as a polite form has it, not by the given name."""
        return self.say("writing.greets") == "whole"

    def number(self, number: int) -> str:
        """A whole number as the language writes it: 12,000."""
        return f"{number:,}".replace(",", self.say("writing.thousands"))

    def reason(self, text: str) -> str:
        """The reason why a page was not read, of which the catalogue has the first words; as it is where it has none.

        A status stands before it: 404 not found.
        """
        status, _, after = text.partition(" ")
        if status.isdecimal() and after:
            return f"{status} {self.reason(after)}"
        said = text.split()[:_MOST_WORDS]
        for end in range(len(said), 0, -1):
            key = f"reasons.{_NOT_IN_KEY.sub('_', ' '.join(said[:end]).lower()).strip('_')}"
            rest = " ".join(text.split()[end:])
            if self.has(key) and bool(rest) == ("{rest}" in self.section("reasons")[key.partition(".")[2]]):
                return self.say(key, rest=rest)
        return text

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        section, _, name = key.partition(".")
        return name in self.catalogue.get(section, {})

    def section(self, name: str) -> Mapping[str, str]:
        """All sentences of one section, as they stand in the file."""
        return self.catalogue.get(name, {})


@lru_cache(1024)
def _around_places(sentence: str) -> tuple[str, ...]:
    """The words of a sentence and the names of its places in turn."""
    return tuple(_PLACE.split(sentence))


FAMILIAR = "-familiar"
"""What follows the language in the name of a file that has the sentences which differ where one is on familiar terms."""


def load(language: str, folders: Iterable[Path], *, familiar: bool = False) -> Sentences:
    """The sentences of a language from template folders, the first folder's winning one by one.

    `familiar` is for languages that have a polite and a familiar form of you: `<language>-familiar.toml` holds what
    differs. Raises SettingsError for a language that no folder has, TemplateError with file and line for a malformed file.
    """
    folders = tuple(folders)
    known = languages(folders)
    if language not in known:
        raise SettingsError(
            f"no sentences in the language {language!r}; there are {', '.join(known) or 'none'}. Set language, or add {FOLDER}/{language}.toml."
        )
    names = [language, *([language + FAMILIAR] if familiar else [])]
    files = [folder / FOLDER / f"{name}.toml" for name in names for folder in reversed(folders)]
    merged: dict[str, dict[str, str]] = {}
    for path in filter(Path.is_file, files):
        for section, sentences in read(path).items():
            merged.setdefault(section, {}).update(sentences)
    return Sentences(language, merged)


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

"""What the caller set, and where each value comes from: flags over environment over precall.toml over defaults."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from precall import folders, home_zone
from precall.errors import PrecallError, SettingsError
from precall.model.budget import PAGES
from precall.model.call import Caller
from precall.model.moment import read_moment
from precall.site.text import is_text
from precall.toml_file import shown, toml_in

_LARGEST = 10**18
_LONGEST = 5000  # characters of a text; a signature of fifty lines has half of that


class Settings(NamedTuple):
    """Every setting with its default. Times are in seconds unless the name says otherwise; empty paths mean the default place.

    `zone_is_guessed` is no setting: it says that none names the time zone.
    """

    name: str = ""
    company: str = ""
    signature: str = ""
    email: str = ""
    addresses: str = ""
    timezone: str = ""
    language: str = "en"
    mail_language: str = ""
    formality: str = "informal"
    playbook: str = "coach"
    contact: str = ""
    out: str = "briefings"
    pages: int = PAGES
    delay: float = 0.0
    request_seconds: float = 10.0
    site_seconds: float = 60.0
    fresh_hours: float = 24.0
    cache_dir: str = ""
    cache_mb: int = 500
    templates_dir: str = ""
    database_url: str = ""
    offer: str = ""
    browser: str = ""
    browser_sandbox: bool = True
    drawn_pages: int = 4
    screenshot: str = "drawn"
    allow_private: bool = False
    allow_ports: str = ""
    now: str = ""
    zone_is_guessed: bool = False

    @property
    def caller(self) -> Caller:
        """The person who uses precall."""
        signature = self.signature or "\n".join(filter(None, (self.name, self.company)))
        zone = self.timezone or "UTC"
        return Caller(
            self.name,
            self.company,
            signature,
            self.email,
            zone,
            self.language,
            self.formality,
            self.zone_is_guessed,
        )

    @property
    def ports(self) -> frozenset[int]:
        """The further ports that may be asked."""
        return frozenset(int(part) for part in self.allow_ports.split(",") if part.strip())


MEANINGS: Mapping[str, str] = {
    "name": "your name, for drafts",
    "company": "your company, for drafts",
    "signature": "how your mails end; \\n begins a new line",
    "email": "your address, for the From line of drafts",
    "addresses": "your other addresses, separated by commas: in a calendar they are you, not a client",
    "timezone": "your time zone, such as Europe/Berlin",
    "language": "your language: of briefings and of what precall answers, and of mails where nothing else says",
    "mail_language": "the language of your mails; empty takes that of each client's site, where there are sentences in it",
    "formality": "how your mails speak to people: informal, formal, or familiar (du, tu, jij) in languages that have it",
    "playbook": "coach, sales, or the name of a playbook of yours",
    "contact": "an address or URL in the user agent, so that a site's owner can ask you to stop",
    "out": "the folder for briefings",
    "pages": "how many pages of a site to read at most",
    "delay": "seconds between two requests to a site",
    "request_seconds": "seconds until a request is given up",
    "site_seconds": "seconds until no further page of a site is asked for; longer for a site that wants time between requests",
    "fresh_hours": "how long a kept page is used without asking the site again",
    "cache_dir": "where read pages are kept",
    "cache_mb": "how many megabytes of read pages are kept",
    "templates_dir": "your own templates",
    "database_url": "the client memory of a team, such as postgresql+psycopg://host/name",
    "offer": "your offer.toml, for the sales playbook",
    "browser": "the Chromium that draws pages which only a script draws; empty looks for one, off draws none",
    "browser_sandbox": "whether that browser's sandbox is on; off only where it cannot start, and knowingly",
    "drawn_pages": "how many pages of a site a browser draws at most, beside the home page",
    "screenshot": "of which home pages the browser takes a picture: drawn (which it draws anyway), always, off",
    "allow_private": "whether addresses of your own network may be read (your own test sites)",
    "allow_ports": "further ports that may be asked, separated by commas",
    "now": "the clock, for tests: an ISO time",
}


class Resolved(NamedTuple):
    """The settings in force and, for each, where it comes from."""

    settings: Settings
    sources: Mapping[str, str] = MappingProxyType({})


def files(folder: Path, user: Path | None = None) -> tuple[Path, Path]:
    """The settings files, the one that wins last; either may be missing."""
    return (user or folders.own_settings(), folder / folders.SETTINGS)


def load(
    flags: Mapping[str, Any], *, folder: Path, environ: Mapping[str, str], user: Path | None = None
) -> Resolved:
    """The settings from flags (None is unset), PRECALL_* variables, precall.toml in the folder, the user's file and defaults.

    The time zone's default is the computer's or, where that calls it UTC, that of the country of the e-mail address.
    Raises SettingsError that lists every value that cannot be used, among them what a folder's file may not set; Unreadable and NotOwnError for a file.
    """
    own, here = files(folder, user)
    layers = [
        *((_from_file(path), str(path)) for path in (own, here) if _is_there(path)),
        (_from_environment(environ), "environment"),
        ({name: value for name, value in flags.items() if value is not None}, "command line"),
    ]
    settings, sources, mistakes = Settings(), dict.fromkeys(MEANINGS, "default"), []
    for values, source in layers:
        for name, raw in values.items():
            try:
                value = _value(name, raw)
                if source == str(here) and not _is_same(own, here):
                    _check_in_folder(name, value, own)
                settings = settings._replace(**{name: value})
                sources[name] = f"environment (PRECALL_{name.upper()})" if source == "environment" else source
            except SettingsError as mistake:
                mistakes.append(f"{mistake} ({source})")
    if mistakes:
        raise SettingsError("\n".join(mistakes))
    if not settings.timezone:
        zone, sources["timezone"] = home_zone.home_zone(environ)
        if zone == home_zone.UTC and (there := home_zone.zone_of_mailbox(settings.email)):
            zone, sources["timezone"] = there, "the country of your e-mail address"
        settings = settings._replace(timezone=zone, zone_is_guessed=True)
    return Resolved(settings, sources)


def language_in_spite(folder: Path, environ: Mapping[str, str]) -> str:
    """The language that the environment or a settings file names, whatever is wrong with the rest of them; else English."""
    named = environ.get("PRECALL_LANGUAGE", "")
    for path in () if named else reversed(files(folder)):
        with suppress(PrecallError, OSError):
            named = named or str(_from_file(path).get("language", "")) if _is_there(path) else named
    return language_code(named) or "en"


def _is_there(path: Path) -> bool:
    """Whether something has this name, be it a file or not; reading it says what is wrong with it."""
    try:
        return path.exists()
    except OSError:  # in a folder that may not be looked into
        return True


def _from_file(path: Path) -> Mapping[str, Any]:
    advice = "Mend the file, or write it anew: precall init"
    return toml_in(path, called=f"the settings {path}", advice=advice, own=True)[1]


def _is_same(own: Path, here: Path) -> bool:
    return own.exists() and own.samefile(here)


_OF_A_FOLDER = frozenset(
    "name company signature email timezone language mail_language formality playbook contact out pages delay request_seconds site_seconds"
    " fresh_hours drawn_pages screenshot offer now".split()
)
"""What the file of a folder may set: nothing that chooses code, where things are kept, or what may be reached."""
_WITHIN_THE_FOLDER = frozenset({"out", "offer"})


def _check_in_folder(name: str, value: Any, own: Path) -> None:
    """Whoever fills a folder, an unpacked archive say, is not always the caller."""
    elsewhere = f"set it in your own settings ({own}), in PRECALL_{name.upper()} or by an option"
    if name not in _OF_A_FOLDER:
        raise SettingsError(f"{name} cannot be set by the file of a folder: {elsewhere}")
    if name in _WITHIN_THE_FOLDER and not _is_within(str(value)):
        raise SettingsError(f"{name} = {value!r} leads out of the folder of this file: {elsewhere}")


def _is_within(path: str) -> bool:
    parts = Path(path).parts
    return not Path(path).is_absolute() and ".." not in parts and not path.startswith("~")


def _from_environment(environ: Mapping[str, str]) -> Mapping[str, str]:
    return {name: environ[key] for name in MEANINGS if (key := f"PRECALL_{name.upper()}") in environ}


def _value(name: str, raw: Any) -> Any:
    if name not in MEANINGS:
        raise SettingsError(f"there is no setting {name!r}; precall config lists them")
    if isinstance(raw, str) and not is_text(raw):
        raise SettingsError(f"{name} is not UTF-8")
    kind = Settings.__annotations__[name]
    try:
        value = _PARSERS[str(getattr(kind, "__name__", kind))](raw)
    except (ValueError, TypeError, OverflowError):
        raise SettingsError(
            f"{name} = {shown(raw)} is not {_EXPECTED[str(getattr(kind, '__name__', kind))]}"
        ) from None
    if name in ("language", "mail_language"):
        value = language_code(str(value))
    _check(name, value)
    return value


def language_code(typed: str) -> str:
    """The language of a code (BCP 47), without where it is spoken or in which letters: of pt-BR and PT_br.UTF-8 it is pt."""
    return _SUBTAG.split(typed.strip().casefold())[0]


def _boolean(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).lower()
    if word not in _YES | _NO:
        raise ValueError
    return word in _YES


def _whole(raw: Any) -> int:
    if isinstance(raw, (bool, float)) or abs(int(raw)) >= _LARGEST:
        raise ValueError
    return int(raw)


def _number(raw: Any) -> float:
    if isinstance(raw, bool):
        raise ValueError
    return float(raw)


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError
    return raw.replace("\\n", "\n")


_SUBTAG = re.compile("[-_.@]")
_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off", ""})
_PARSERS = {"str": _text, "int": _whole, "float": _number, "bool": _boolean}
_EXPECTED = {"str": "a text in quotes", "int": "a whole number", "float": "a number", "bool": "true or false"}
_LEAST = {
    "pages": 1,
    "delay": 0,
    "request_seconds": 1,
    "site_seconds": 1,
    "fresh_hours": 0,
    "cache_mb": 1,
    "drawn_pages": 0,
}
_MOST = {
    "pages": 200,
    "delay": 60,
    "request_seconds": 120,
    "site_seconds": 3600,
    "fresh_hours": 100_000,
    "cache_mb": 10_000_000,
    "drawn_pages": 100,
}


def _check(name: str, value: Any) -> None:
    if isinstance(value, str) and len(value) > _LONGEST:
        raise SettingsError(f"{name} has {len(value):,} characters; at most {_LONGEST:,}")
    if name in _LEAST and not _LEAST[name] <= value:
        raise SettingsError(f"{name} = {value} is too small; at least {_LEAST[name]}")
    if name in _MOST and value > _MOST[name]:
        raise SettingsError(f"{name} = {value} is too large; at most {_MOST[name]}")
    if name in _SHAPES and value:
        is_so, wanted = _SHAPES[name]
        if not is_so(value):
            raise SettingsError(f"{name} = {value!r} is not {wanted}")


def _is_time(text: str) -> bool:
    try:
        return read_moment(text, UTC) is not None
    except ValueError:
        return False


_PORTS = re.compile(r"\s*\d{1,5}\s*(?:,\s*\d{1,5}\s*)*,?")
_IN_A_HEADER = re.compile(r"[ !-'*-~]{1,200}")  # RFC 9110, 5.6.5: a comment, without brackets and backslashes
_SCREENSHOTS = ("drawn", "always", "off")
_SHAPES: Mapping[str, tuple[Callable[[str], object], str]] = {
    "formality": (("informal", "formal", "familiar").__contains__, "one of informal, formal, familiar"),
    "timezone": (home_zone.is_zone, "a time zone; use a name such as Europe/Berlin"),
    "screenshot": (_SCREENSHOTS.__contains__, "one of drawn, always, off"),
    "now": (_is_time, "an ISO time such as 2026-01-31T09:00:00Z, in a year from 1900 to 2999"),
    "allow_ports": (_PORTS.fullmatch, "a list of ports such as 3000,5173"),
    "contact": (_IN_A_HEADER.fullmatch, "an e-mail address or a URL without brackets"),
}

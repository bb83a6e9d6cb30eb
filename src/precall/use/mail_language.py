"""In which language is a client written to: as the caller says, else as their site is written, where there are sentences in it."""

from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from precall.compose.spoken_dates import spoken
from precall.model.moment import iso_day
from precall.use import given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precall.app import App
    from precall.model.fact import Fact
    from precall.sentences import Sentences


class MailLanguage(NamedTuple):
    """A language and who said so; `at` is when the caller kept it for the client in an earlier run."""

    code: str
    source: Literal["option", "kept", "setting", "site"]
    at: datetime | None = None

    def told(self, app: "App") -> str:
        """That it is another one than the caller's, and why; empty where it is not, or where the caller has just said so."""
        words = self.language_in(app.sentences)
        if self.code == app.settings.language or self.source not in ("kept", "site"):
            return ""
        day = spoken(iso_day(self.at, app.zone), app.sentences) if self.at else ""
        return app.sentences.say(f"terminal.mail_language_{self.source}", language=words, day=day)

    def language_in(self, sentences: "Sentences") -> str:
        """What the language is called."""
        return sentences.section("languages").get(self.code, self.code)


def mail_language(app: "App", domain: str, facts: "Sequence[Fact]", option: str = "") -> MailLanguage:
    """The language for a client: the option, what it kept in an earlier run, the setting, the site's, the caller's.

    Raises SettingsError where the caller names one that there are no sentences in.
    """
    if option:
        app.sentences_for(option)
        return MailLanguage(option, "option")
    kept = given.mail_language(app, domain)
    if kept and kept.value in app.languages:
        return MailLanguage(kept.value, "kept", kept.at)
    return MailLanguage(app.language_for(facts), "setting" if app.settings.mail_language else "site")

"""How templates become texts: one engine for every output, each with its own escaping, the user's folder first."""

import base64
import hashlib
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NoReturn

import jinja2
from jinja2.loaders import split_template_path
from jinja2.nativetypes import NativeCodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from precall.errors import TemplateError, Unreadable, said_by
from precall.input_file import text_in
from precall.render import escaping, templates
from precall.render.kept_templates import KeptTemplates
from precall.sentences import Sentences

SUFFIX = ".j2"
_LARGEST = 1_000_000  # bytes of a template; the shipped ones have some 10,000
_MISTAKES = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


def _plain_text(value: object) -> Markup:
    """Text for a plain text file."""
    return value if isinstance(value, Markup) else Markup(escaping.html(value))  # noqa: S704


def _html(value: object) -> Markup:
    """Text for HTML."""
    return value if isinstance(value, Markup) else _escaped("" if value is None else str(value))


@lru_cache(escaping.REMEMBERED)
def _escaped(text: str) -> Markup:
    return Markup.escape(escaping.html(text))


_ESCAPING: Mapping[str, Callable[[object], Markup]] = {"html": _html, "md": escaping.markdown}


class _Engine(jinja2.Environment):
    """Writes what `finalize` makes of a value as it is: marked-up text, which Jinja would go through again."""

    code_generator_class = NativeCodeGenerator


class _Sandbox(ImmutableSandboxedEnvironment):
    """The same for templates that are not ours: they say how things are shown, and cannot reach Python behind them.

    It takes four times as long, 5 ms for a client.
    """

    code_generator_class = NativeCodeGenerator


@dataclass(frozen=True)
class Environment:
    """Renders the templates of the user's folder and the shipped one with the sentences of one language."""

    sentences: Sentences
    own: Path | None = None
    skip: tuple[str, ...] = ("follow-up", "notes", "proposals")
    _engines: dict[str, jinja2.Environment] = field(default_factory=dict)

    def outputs(self) -> tuple[str, ...]:
        """The files of a briefing: one for each template `<name>.<ext>.j2`, less those in `skip` and `_parts`."""
        return self._names

    def render(self, name: str, /, **values: object) -> str:
        """The text of the output `name`; TemplateError says in which file and line of a template a mistake is."""
        engine = self._engine(name.rsplit(".", 1)[-1])
        try:
            return engine.get_template(name + SUFFIX).render(values)
        except jinja2.TemplateSyntaxError as error:
            raise _syntax(error, name) from error
        except jinja2.TemplateNotFound as error:
            raise self._absent(error) from error
        except (jinja2.TemplateError, *_MISTAKES) as error:
            _blame_template(error)

    def parse(self, name: str) -> jinja2.Template:
        """The template of the output `name`, read but not filled; TemplateError as for `render`."""
        try:
            return self._engine(name.rsplit(".", 1)[-1]).get_template(name + SUFFIX)
        except jinja2.TemplateSyntaxError as error:
            raise _syntax(error, name) from error
        except jinja2.TemplateNotFound as error:
            raise self._absent(error) from error

    def check(self) -> None:
        """Reads every template of the user's own that shapes a briefing; TemplateError as for `render`."""
        for name in self.outputs():
            if self.own and (self.own / f"{name}{SUFFIX}").is_file():
                self.parse(name)

    def read(self) -> None:
        """Reads every template, so that `render` need not; TemplateError as for `render`."""
        for name in self._every:
            self.parse(name)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(name for name in self._every if name.split(".")[0] not in self.skip)

    @cached_property
    def _every(self) -> tuple[str, ...]:
        found = {path.name for folder in templates.folders(self.own) for path in folder.glob(f"*.*{SUFFIX}")}
        names = sorted(name.removesuffix(SUFFIX) for name in found)
        return tuple(name for name in names if not name.startswith("_"))

    def _absent(self, error: jinja2.TemplateNotFound) -> TemplateError:
        return TemplateError(
            f"no template {error.name}; looked in {', '.join(map(str, templates.folders(self.own)))}"
        )

    def _engine(self, extension: str) -> jinja2.Environment:
        if extension not in self._engines:
            self._engines[extension] = self._built(extension)
        return self._engines[extension]

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """A template's text and file, as Jinja's loaders give them; None where there is none of that name."""
        below = Path(*split_template_path(name))  # which refuses what leads out of the folder
        folders = templates.folders(self.own)
        folder = next((folder for folder in folders if (folder / below).is_file()), None)
        if folder is None:
            return None
        place = folder / below
        try:
            return text_in(place, most=_LARGEST, own=folder == self.own), str(place), None
        except Unreadable as error:
            raise TemplateError(str(error)) from error

    def _built(self, extension: str) -> jinja2.Environment:
        engine = (_Sandbox if self.own else _Engine)(
            loader=jinja2.FunctionLoader(self._source),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=_ESCAPING.get(extension, _plain_text),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=None if self.own else KeptTemplates(),
        )
        spoken = self.sentences.mail if extension == "eml" else self.sentences
        engine.globals |= {
            "say": spoken.say,
            "count": spoken.count,
            "quoted": spoken.quoted,
            "number": spoken.number,
        }
        engine.filters |= {
            "link": escaping.link,
            "snapshot_link": escaping.snapshot_link,
            "markdown_link": escaping.markdown_link,
            "markdown_snapshot": escaping.markdown_snapshot,
            "superscript": escaping.superscript,
            "csp_hash": csp_hash,
        }
        return engine


@lru_cache(8)  # every briefing has the same style
def csp_hash(text: str) -> Markup:
    """The source expression of an inline style for a Content-Security-Policy (CSP level 3, section 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(str(text).encode("utf-8")).digest()).decode("ascii")
    return Markup(f"'sha256-{digest}'")  # noqa: S704


def _syntax(error: jinja2.TemplateSyntaxError, name: str) -> TemplateError:
    return TemplateError(
        f"{error.filename or name + SUFFIX}, line {error.lineno}: {said_by('Jinja', error.message)}"
    )


def _blame_template(error: Exception) -> NoReturn:
    """TemplateError with the template's file and line; a mistake outside of templates is raised as it is."""
    frames = traceback.extract_tb(error.__traceback__)
    place = next((frame for frame in reversed(frames) if frame.filename.endswith(SUFFIX)), None)
    ours = Path(frames[-1].filename).is_relative_to(Path(__file__).parents[1])
    from_templates = isinstance(error, jinja2.TemplateError) or not ours or frames[-1] is place
    if place is None or not from_templates:
        raise error
    message: Any = getattr(error, "message", None) or f"{type(error).__name__}: {error}"
    raise TemplateError(f"{place.filename}, line {place.lineno}: {said_by('Jinja', message)}") from error

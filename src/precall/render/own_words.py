"""In their own words: what answers a question by question, all else by the page where it stands."""

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from precall.model.excerpt import Excerpt
from precall.model.kinds import ASKED
from precall.render.escaping import plain
from precall.render.material import Material
from precall.render.page_one_lines import cited
from precall.render.shorten import clip
from precall.render.view import Section
from precall.site.text import shorten

MOST_WORDS = 1_000
"""The most words of all passages, headings included."""

_TITLE = 8  # words
_PATH = 60  # characters


def opening(material: Material) -> int:
    """How many words stand above the first question."""
    return 1 + len(f"{material.say('own_words')} {material.say('own_words_how')}".split())


def questions(material: Material) -> Sequence[tuple[str, str]]:
    """What stands above the passages that answer each question."""
    return [(asked, material.say(f"asked_{asked}")) for asked in ASKED]


def titles(material: Material) -> Sequence[tuple[str, str]]:
    """The address of each page with what stands above its passages: its path, or its title where the path says nothing."""
    pages = material.dossier.pages
    paths = [_path(page.url) for page in pages]
    return [
        (page.url, material.say("from_home"))
        if page.kind == "home"
        else (
            page.url,
            material.say(
                "from_page", page=path if paths.count(path) == 1 else clip(plain(page.title), _TITLE)
            ),
        )
        for page, path in zip(pages, paths, strict=True)
    ]


def own_words(material: Material, excerpts: Mapping[str, Sequence[Excerpt]]) -> tuple[Section, ...]:
    """A section of passages for each question, then for each page; empty ones are left out."""
    answers = [
        Section(f"own_{asked}", title, tuple(cited(excerpts[asked])))
        for asked, title in questions(material)
        if asked in excerpts
    ]
    return (*answers, *by_page("own", excerpts, titles(material)))


def by_page(
    key: str, excerpts: Mapping[str, Sequence[Excerpt]], titles: Sequence[tuple[str, str]]
) -> tuple[Section, ...]:
    """A section for each page of which there are passages."""
    return tuple(
        Section(f"{key}_page_{number}", title, tuple(cited(excerpts[url])))
        for number, (url, title) in enumerate(titles, 1)
        if url in excerpts
    )


def _path(url: str) -> str:
    """Where on its site a page stands, for reading rather than following."""
    bare = url.split("://", 1)[-1].split("?")[0].split("#")[0]
    return shorten(plain("/" + unquote(bare.partition("/")[2])), _PATH)

"""The modules that find facts, by the folder that they lie in."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

import precall.extract
from precall.extract import trust
from precall.model.fact import Candidate, Fact, Kind

if TYPE_CHECKING:
    from precall.extract.site_view import SiteView
    from precall.site.document import Document

Find = Callable[["Document"], Iterable[Candidate]]
Settle = Callable[[Sequence[Candidate], "SiteView"], Iterable[Fact]]

MAX_CANDIDATES = 300  # of one extractor on one page


class Extractor(NamedTuple):
    """One module of this folder: the kinds it serves, how it reads a page and, if it has its own way, how it settles."""

    name: str
    kinds: tuple[Kind, ...]
    read: Find
    settle: Settle | None

    def find(self, page: "Document") -> Iterable[Candidate]:
        """The candidates on a page, where pages of its kind are read for these kinds of fact at all."""
        return self.read(page) if trust.reads(page, self.kinds) else ()


@cache
def extractors() -> tuple[Extractor, ...]:
    """All extractors, in the order of their names."""
    names = sorted(info.name for info in pkgutil.iter_modules(precall.extract.__path__))
    modules = [importlib.import_module(f"precall.extract.{name}") for name in names]
    return tuple(
        Extractor(
            module.__name__.rpartition(".")[2],
            cast("tuple[Kind, ...]", getattr(module, "KINDS", None) or (module.KIND,)),
            module.find,
            getattr(module, "settle", None),
        )
        for module in modules
        if hasattr(module, "find")
    )


def find_all(page: "Document") -> Iterator[Candidate]:
    """Every candidate on one page, by extractor, at most MAX_CANDIDATES each."""
    for extractor in extractors():
        yield from islice(extractor.find(page), MAX_CANDIDATES)

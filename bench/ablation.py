"""What each condition of the reading is worth: it is turned off, and the sites whose findings change are counted.

A first pass over all sites says on which of them a condition decides anything; only those are read again without it.
What reads pages is imported inside functions: its source is changed on the way in.
"""

import argparse
import ast
import importlib.abc
import json
import os
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

_FOLDERS = ("precall.extract.", "precall.site.")
_ENOUGH = 2  # sites that change, after which no further one is read
_ASK = "_condition_"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in the source, and the outcome that it has where it is turned off."""

    where: str
    text: str
    off: bool

    def __str__(self) -> str:
        return f"{self.where} {'always' if self.off else 'never'}: {self.text}"


CONDITIONS: list[Condition] = []
_decided: set[int] = set()
_off: list[int] = [-1]


def _ask(numbers: tuple[int, ...], value: Any) -> Any:
    """The value of a condition, or the outcome of the one that is turned off; notes what it decided."""
    for number in numbers:
        off = CONDITIONS[number].off
        if number == _off[0]:
            return off
        if bool(value) is not off:
            _decided.add(number)
    return value


class _Asking(ast.NodeTransformer):
    """Puts a question in place of each condition: operands of `and` and `or`, tests of `if`, filters."""

    def __init__(self, module: str) -> None:
        self.module = module

    def _asked(self, node: ast.expr, *offs: bool) -> ast.expr:
        numbers = []
        for off in offs:
            numbers.append(len(CONDITIONS))
            CONDITIONS.append(Condition(f"{self.module}:{node.lineno}", ast.unparse(node), off))
        asked = ast.Tuple([ast.Constant(number) for number in numbers], ast.Load())
        call = ast.Call(ast.Name(_ASK, ast.Load()), [asked, self.visit(node)], [])
        return ast.copy_location(call, node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        node.values = [self._asked(value, isinstance(node.op, ast.And)) for value in node.values]
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        node.test = self._asked(node.test, False, True)
        node.body = [self.visit(one) for one in node.body]
        node.orelse = [self.visit(one) for one in node.orelse]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.IfExp:
        node.test = self._asked(node.test, False, True)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        node.iter = self.visit(node.iter)
        node.ifs = [self._asked(test, True) for test in node.ifs]
        return node


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> Any:
        path = self.get_filename(fullname)
        tree = _Asking(fullname.removeprefix("precall.")).visit(ast.parse(Path(path).read_text("utf-8")))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        setattr(module, _ASK, _ask)
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if not name.startswith(_FOLDERS):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(name, spec.origin)
        return spec


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of one site, as a server would answer."""

    name: str
    domain: str
    url: str
    pages: tuple[Any, ...]


def main(arguments: Sequence[str]) -> int:
    """Prints the conditions without which fewer than two sites change, by module."""
    parser = argparse.ArgumentParser("python -m bench ablation", description=__doc__)
    parser.add_argument("--sites", type=Path, action="append", metavar="DIR", help="labelled sites")
    parser.add_argument("--kept", type=Path, action="append", metavar="DIR", help="their clients' folders")
    parser.add_argument("--pages", type=Path, metavar="DIR", help="labelled pages of further businesses")
    parser.add_argument("--only", default="", metavar="TEXT", help="only conditions whose place holds this")
    parser.add_argument(
        "--most", type=int, default=12, help="leave out what decides on more sites than these"
    )
    asked = parser.parse_args(arguments)
    sys.meta_path.insert(0, _Finder())
    sites = [*_of_dossiers(asked.sites or [], asked.kept or []), *_of_pages(asked.pages)]
    _load()
    begun = {site.name: _apart(site, -1) for site in sites}
    deciding: dict[int, list[Site]] = defaultdict(list)
    for site in sites:
        for number in begun[site.name][1]:
            deciding[number].append(site)
    numbers = [
        number
        for number, one in enumerate(CONDITIONS)
        if asked.only in one.where and len(deciding[number]) <= asked.most
    ]
    print(f"{len(sites)} sites, {len(CONDITIONS)} conditions, {len(numbers)} tried", flush=True)
    for number in sorted(numbers, key=lambda number: len(deciding[number])):
        few = [site.name for site in deciding[number]]
        changed = few if len(few) < _ENOUGH else list(_changed(number, deciding[number], begun))
        if len(changed) < _ENOUGH:
            print(f"{len(few):3} {len(changed)} {CONDITIONS[number]} [{', '.join(changed)}]", flush=True)
    return 0


def _load() -> None:
    """Imports what reads pages, so that every condition has its number before the first process is split off."""
    from precall.extract.extractors import extractors

    extractors()


def _changed(number: int, sites: Iterable[Site], begun: Mapping[str, Any]) -> Iterator[str]:
    count = 0
    for site in sites:
        if _apart(site, number)[0] != begun[site.name][0]:
            yield site.name
            count += 1
            if count == _ENOUGH:
                return


def _apart(site: Site, off: int) -> tuple[Any, frozenset[int]]:
    """What is found on a site with a condition turned off, and which conditions decided; read in a process of its own."""
    take, give = os.pipe()
    child = os.fork()
    if not child:
        os.close(take)
        _off[0] = off
        _decided.clear()
        try:
            found = _findings(site)
        except Exception as error:  # without a condition anything may happen
            found = repr(error)
        with os.fdopen(give, "wb") as pipe:
            pickle.dump((found, frozenset(_decided) if off < 0 else frozenset()), pipe)
        os._exit(0)
    os.close(give)
    with os.fdopen(take, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(told) if told else ("ended", frozenset())


def _findings(site: Site) -> Any:
    from bench.pages import NOW
    from precall.extract.site_view import SiteView
    from precall.model.page import PageRecord
    from precall.reading.page import read_page

    readings = [read_page(page) for page in site.pages]
    candidates = [candidate for reading in readings for candidate in reading.candidates]
    records = tuple(
        PageRecord(reading.url, 200, reading.title, reading.kind, page.sha256, NOW)
        for page, reading in zip(site.pages, readings, strict=True)
    )
    facts = SiteView(site.domain, site.url, records, readings[0].language, NOW.date(), candidates).all_facts()
    return (
        [(fact.kind, str(fact.value), repr(fact.attributes)) for fact in facts],
        [(one.kind, one.language, one.notice, one.passages) for one in readings],
    )


def _of_dossiers(folders: Sequence[Path], kept: Sequence[Path]) -> Iterator[Site]:
    from bench import confidence

    for folder, out in zip(folders, kept, strict=True):
        files = {}
        for path in sorted(out.rglob("dossier.json")):
            dossier = json.loads(path.read_text("utf-8"))
            files[dossier["subject"]["domain"].removeprefix("www.")] = dossier
        for gold in sorted(folder.glob("*/gold.json")):
            domain = json.loads(gold.read_text("utf-8"))["domain"].removeprefix("www.")
            dossier = files.get(domain)
            if dossier is None:
                continue
            subject = dossier["subject"]
            pages = [
                confidence.answer(page["url"], file)
                for page in dossier["pages"]
                if (file := confidence.page_file(gold.parent / "site", page["url"])) is not None
            ]
            yield Site(gold.parent.name, subject["domain"], subject["url"], tuple(pages))


def _of_pages(folder: Path | None) -> Iterator[Site]:
    from bench import pages

    for path in sorted(folder.glob("*/labels.json")) if folder else ():
        answers = pages.answered(path.parent, json.loads(path.read_text("utf-8"))["pages"])
        host = (urlsplit(answers[0].url).hostname or "").removeprefix("www.")
        yield Site(path.parent.name, host, answers[0].url, tuple(answers))

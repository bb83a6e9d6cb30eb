"""Which templates there are, shipped and the user's own, and where they lie."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from precall.errors import UsageError
from precall.outputs import write_all

_PACKAGE = Path(__file__).resolve().parents[1]
_KINDS = (".j2", ".toml")


class Template(NamedTuple):
    """A file that shapes an output: its name below the folder, where it lies, and whether it is the user's own."""

    name: str
    path: Path
    own: bool


def shipped() -> Path:
    """The folder of the shipped templates: in the installed package, else at the top of the checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def is_shipped(name: str) -> bool:
    """Whether a template of that name, such as `playbooks/coach.toml`, is shipped."""
    return any(template.name == name for template in listing())


def folders(own: Path | None = None) -> tuple[Path, ...]:
    """Where templates are looked for, the user's folder first."""
    return (shipped(),) if own is None else (own, shipped())


def listing(own: Path | None = None) -> tuple[Template, ...]:
    """Every template by name; the user's file stands in place of the shipped one."""
    found: dict[str, Template] = {}
    for folder in reversed(folders(own)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in _KINDS:
                name = path.relative_to(folder).as_posix()
                found[name] = Template(name, path, folder == own)
    return tuple(found[name] for name in sorted(found))


def copy(own: Path, names: Sequence[str] = ()) -> tuple[Path, ...]:
    """Copies shipped templates (all, or those named) to the user's folder for editing; gives the new files.

    A file that is already there is never overwritten. Raises UsageError for a name that is not shipped.
    """
    known = {template.name: template.path for template in listing()}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageError(f"no template named {', '.join(unknown)}; there are {', '.join(known)}")
    wanted = {name: own / name for name in names or known}
    new = tuple(name for name, place in wanted.items() if not place.exists())
    write_all(own, {name: known[name].read_bytes() for name in new})
    return tuple(wanted[name] for name in new)

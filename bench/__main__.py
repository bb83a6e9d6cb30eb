"""`python -m bench NAME ...`: runs one measurement; each lives in a module of its own and is imported when it is asked for."""

import importlib
import pkgutil
import sys
from pathlib import Path


def main() -> int:
    """Runs `bench.NAME.main(arguments)` and gives its exit status; without a name, lists the measurements."""
    names = [name for name in _measurements() if name in sys.argv[1:2]]
    if not names:
        print("python -m bench NAME ..., where NAME is one of:")
        print("\n".join(f"  {name:10} {_about(name)}" for name in _measurements()))
        return 2
    return int(importlib.import_module(f"bench.{names[0]}").main(sys.argv[2:]) or 0)


def _measurements() -> list[str]:
    folder = Path(__file__).parent
    modules = (module.name for module in pkgutil.iter_modules([str(folder)]) if module.name != "__main__")
    return [name for name in sorted(modules) if "\ndef main(" in _source(folder, name)]


def _source(folder: Path, name: str) -> str:
    """The text of a measurement's module, which may be a package."""
    module = folder / f"{name}.py"
    return (module if module.is_file() else folder / name / "__init__.py").read_text("utf-8")


def _about(name: str) -> str:
    source = _source(Path(__file__).parent, name)
    return source.removeprefix('"""').partition("\n")[0].removesuffix('"""')


if __name__ == "__main__":
    sys.exit(main())

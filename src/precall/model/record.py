"""How records travel between processes: as their class and its values, or as plain data where the other side is not trusted."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from precall.model.kinds import KINDS, Kind

R = TypeVar("R", bound=type)
Make = Callable[[Any], Any]

_VALUES: dict[type, Callable[[Any], tuple[Any, ...]]] = {}


def by_values(record: R) -> R:
    """Lets a frozen dataclass with slots, of two fields or more, be pickled by calling it with its values.

    The way of the standard library looks the fields up again for every record, which costs several times as much.
    """
    values = _VALUES[record] = attrgetter(*(field.name for field in fields(record)))

    def reduced(self: Any) -> tuple[type, tuple[Any, ...]]:
        return record, values(self)

    record.__reduce__ = reduced  # type: ignore[method-assign, assignment]
    return record


def plain(value: object) -> bytes:
    """Named tuples and records `by_values`, in tuples or alone, as JSON: each is the list of its values."""
    return json.dumps(value, default=_plain, separators=(",", ":")).encode()


def restored(kind: Any, value: Any) -> Any:
    """What `plain` wrote and `json.loads` read, as the expected type. ValueError where the data is of any other."""
    return _maker(kind)(value)


def _plain(value: Any) -> Any:
    return value.decode("latin-1") if isinstance(value, bytes) else _VALUES[type(value)](value)


@cache
def _maker(kind: Any) -> Make:
    """What makes a value of a type of plain data, or raises ValueError."""
    origin, arguments = get_origin(kind), get_args(kind)
    names = _names(kind)
    if names:
        return _record_maker(kind, names)
    if kind is bytes:
        return lambda value: _checked(value, str).encode("latin-1")
    if origin is Literal:
        # Which kinds of facts there are say the rows; that Literal is for the type checker.
        return _literal_maker(frozenset(KINDS if kind == Kind else arguments))
    if origin is tuple:
        return _tuple_maker(arguments)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_maker(_maker(arguments[1]))
    if kind is Any:
        return lambda value: value
    allowed = arguments if origin is UnionType else (kind,)
    return _scalar_maker(frozenset((*allowed, int) if float in allowed else allowed))


def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a record; none of what is no record."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return getattr(kind, "_fields", ())


def _record_maker(kind: Any, names: tuple[str, ...]) -> Make:
    hints = get_type_hints(kind)
    makers = [_maker(hints[name]) for name in names]

    def make(value: Any) -> Any:
        if len(_checked(value, list)) != len(makers):
            raise ValueError(f"{len(value)} values are no {kind.__name__}")
        return kind(*[maker(part) for maker, part in zip(makers, value, strict=True)])

    return make


def _tuple_maker(arguments: tuple[Any, ...]) -> Make:
    if arguments[1:] == (...,):
        each = _maker(arguments[0])
        return lambda value: tuple([each(part) for part in _checked(value, list)])
    makers = [_maker(argument) for argument in arguments]
    return lambda value: tuple(
        [maker(part) for maker, part in zip(makers, _checked(value, list), strict=True)]
    )


def _mapping_maker(make: Make) -> Make:
    return lambda value: {name: make(part) for name, part in _checked(value, dict).items()}


def _literal_maker(allowed: frozenset[Any]) -> Make:
    def make(value: Any) -> Any:
        if value.__hash__ is None or value not in allowed:
            raise ValueError("a word that is not among those allowed")
        return value

    return make


def _scalar_maker(allowed: frozenset[Any]) -> Make:
    def make(value: Any) -> Any:
        if type(value) not in allowed:
            raise ValueError(f"{type(value).__name__} where another type is expected")
        return value

    return make


def _checked(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{type(value).__name__} where another type is expected")
    return value

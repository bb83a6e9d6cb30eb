"""A JavaScript value, read as it stands in its source: never run, in time that grows with its length alone.

Read are objects, lists, texts, numbers, and the call of a function that only gives such a value back, as Nuxt 2 writes its
state: `(function(a,b){a.x=b;return {...}}(1,"..."))`, where what stands twice is written once. A call of anything else
is no value, and what is none of these is refused.
"""

import re
from collections.abc import Mapping
from typing import Any

_MOST_DEPTH = 100
_SPACE = re.compile(r"\s*+")
_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*+)"' + r"|'((?:[^'\\\n]|\\.)*+)'", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED = {"\n": "", **dict(zip("ntrbfv0", "\n\t\r\b\f\v\0", strict=True))}
_NUMBER = re.compile(r"[-+]?(?:\d{1,400}+(?:\.\d{0,400}+)?|\.\d{1,400}+)(?:[eE][-+]?\d{1,3})?+")
_NAME = re.compile(r"[A-Za-z_$][\w$]{0,99}+")
_WORDS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}
_FUNCTION = re.compile(r"function\s{0,9}\(([\w$,\s]*+)\)\s{0,9}\{")
_RETURN = re.compile(r"return(?![\w$])")
_SETS = re.compile(r"([\w$]{1,99}+)(?:\.([\w$]{1,99}+)|\[(?:(\d{1,9}+)|\"([^\"\\]{0,99}+)\")\])\s{0,9}=(?!=)")


def read(text: str, at: int = 0) -> tuple[Any, int]:
    """The value that begins at a place, and where it ends. Raises ValueError for what is no value."""
    reader = _Reader(text, at, None)
    return reader.value(), reader.at


class _Reader:
    """`names` are what the function that is read calls its values; None outside of one."""

    def __init__(self, text: str, at: int, names: Mapping[str, Any] | None) -> None:
        self.text = text
        self.at = at
        self._names = names

    def value(self, depth: int = 0) -> Any:
        if depth > _MOST_DEPTH:
            raise ValueError("nested too deeply")
        mark = self._next()
        if mark == "{":
            return self._record(depth)
        if mark == "[":
            return self._listed("]", depth)
        if mark in ('"', "'"):
            return self._quoted()
        if mark == "(":
            return self._in_brackets(depth)
        if mark == "!":
            self.at += 1
            return not self.value(depth + 1)
        if number := _NUMBER.match(self.text, self.at):
            self.at = number.end()
            return int(number[0]) if number[0].isdigit() else float(number[0])
        return self._named(depth)

    def body(self) -> Any:
        """What a function gives back, where it does nothing before but set parts of its values."""
        while not (end := self._match(_RETURN)):
            sets = self._match(_SETS)
            if sets is None:
                raise self._refused()
            name, key, place, quoted = sets.groups()
            _set((self._names or {}).get(name), key or quoted or int(place or 0), self.value())
            self._take(";")
        self.at = end.end()
        value = self.value()
        if self._next() == ";":
            self.at += 1
        self._take("}")
        return value

    def _in_brackets(self, depth: int) -> Any:
        self._take("(")
        head = self._match(_FUNCTION)
        if head:
            return self._called(head)
        value = self.value(depth + 1)
        self._take(")")
        return value

    def _called(self, head: re.Match[str]) -> Any:
        """What a function gives back for the values that stand behind it, which are read first."""
        if self._names is not None:
            raise self._refused()
        ahead = _Reader(self.text, self.at, {})
        ahead.body()
        self.at = ahead.at
        is_inside = self._next() == "("  # `(function(){...}())`, else `(function(){...})()`
        if not is_inside:
            self._take(")")
        given = self._listed(")", 0, "(")
        if is_inside:
            self._take(")")
        names = dict(zip((name.strip() for name in head[1].split(",")), given, strict=False))
        return _Reader(self.text, head.end(), names).body()

    def _record(self, depth: int) -> dict[str, Any]:
        self._take("{")
        found: dict[str, Any] = {}
        while (mark := self._next()) != "}":
            if mark in ('"', "'"):
                key = self._quoted()
            elif name := self._match(_NAME) or self._match(_NUMBER):
                key = name[0]
            else:
                raise self._refused()
            self._take(":")
            found[key] = self.value(depth + 1)
            self._comma_or("}")
        self.at += 1
        return found

    def _listed(self, end: str, depth: int, begin: str = "[") -> list[Any]:
        self._take(begin)
        found: list[Any] = []
        while (mark := self._next()) != end:
            if mark == ",":  # a place that is left empty
                found.append(None)
                self.at += 1
                continue
            found.append(self.value(depth + 1))
            self._comma_or(end)
        self.at += 1
        return found

    def _quoted(self) -> str:
        found = self._match(_TEXT)
        if found is None:
            raise self._refused()
        text = found[1] if found[2] is None else found[2]
        if "\\" not in text:
            return text
        return _HALF.sub("\ufffd", _PAIR.sub(_joined, _ESCAPE.sub(_unescaped, text)))

    def _named(self, depth: int) -> Any:
        found = self._match(_NAME)
        if found is None:
            raise self._refused()
        name = found[0]
        if name in ("void", "new"):
            self.value(depth + 1)
            return None
        if name == "function" or self._next() == ".":
            raise self._refused()
        if self._next() == "(":
            self._listed(")", depth, "(")
            return [] if name == "Array" else None
        if name in _WORDS:
            return _WORDS[name]
        if self._names is None:
            raise self._refused()
        return self._names.get(name)

    def _next(self) -> str:
        """The next character that is no space; empty at the end."""
        space = _SPACE.match(self.text, self.at)
        assert space is not None
        self.at = space.end()
        return self.text[self.at : self.at + 1]

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        self._next()
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def _take(self, mark: str) -> None:
        if self._next() != mark:
            raise self._refused()
        self.at += 1

    def _comma_or(self, end: str) -> None:
        if self._next() == ",":
            self.at += 1
        elif self._next() != end:
            raise self._refused()

    def _refused(self) -> ValueError:
        return ValueError(f"no value at {self.at}: {self.text[self.at : self.at + 20]!r}")


def _set(target: Any, key: str | int, value: Any) -> None:
    if isinstance(target, dict):
        target[str(key)] = value
    elif isinstance(target, list) and isinstance(key, int):
        if key < len(target):
            target[key] = value
        elif key == len(target):
            target.append(value)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code is None:
        return _ESCAPED.get(found[4], found[4])
    return chr(min(int(code, 16), 0x10FFFF))


def _joined(pair: re.Match[str]) -> str:
    """The character that two halves stand for (UTF-16)."""
    return (pair[1] + pair[2]).encode("utf-16", "surrogatepass").decode("utf-16")

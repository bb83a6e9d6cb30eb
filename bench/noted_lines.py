"""In how many noted lines is it told that they are in another language than the mail, and how often wrongly."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

from precall.compose.noted_language import dated_in, languages_of

_LINES = Path(__file__).with_suffix(".toml")
_TOGETHER = 5


def main(arguments: Sequence[str]) -> int:
    """Prints the shares over every pair of languages, and with `--misses` the lines."""
    noted: dict[str, list[str]] = tomllib.loads(_LINES.read_text("utf-8"))
    counts, missed = Counter[str](), Counter[str]()
    for theirs, mail in permutations(noted, 2):
        foreign, own = noted[theirs], noted[mail]
        counts["lines"] += len(foreign)
        for place, line in enumerate(foreign):
            beside = own[place - place % _TOGETHER :][: _TOGETHER - 1]
            is_marked = bool(_marks([*beside, line], mail, theirs)[-1])
            counts["one among four of the mail's"] += is_marked
            counts["alone"] += bool(_marks([line], mail, theirs)[0])
            counts["false, alone"] += bool(_marks([own[place]], mail, theirs)[0])
            missed[f"{theirs}: {line}"] += not is_marked
        for start in range(0, len(foreign), _TOGETHER):
            group = foreign[start : start + _TOGETHER]
            counts["five together"] += sum(map(bool, _marks(group, mail, theirs)))
    lines = counts.pop("lines")
    for name in ("alone", "five together", "one among four of the mail's", "false, alone"):
        print(f"{name:30} {counts[name]:>5} of {lines}  {counts[name] / lines:.3f}")
    if "--misses" in arguments:
        print("\n".join(f"{number:>3} {line}" for line, number in missed.most_common() if number))
    return 0


def _marks(lines: Sequence[str], mail: str, theirs: str) -> list[str]:
    """The other language of each line, empty for those in the mail's, as the mail after a call works it out."""
    known = tuple(dict.fromkeys((mail, theirs, "en")))
    return [
        code if code not in ("", mail) else dated_in(line, mail, known)
        for line, code in zip(lines, languages_of(lines, known), strict=True)
    ]

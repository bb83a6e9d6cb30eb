"""When does precall hold: it ends in words, in bounded time and memory, with a status that is documented."""

from collections.abc import Iterable

from bench.attack.ground import Happened
from bench.watched import Watched

DONE, NOT_RESEARCHED, BAD_INPUT = 0, 1, 2
LONGEST = 150.0  # seconds, on a computer that has other things to do
PARENT_MB, CHILD_MB = 400, 600
_LONGEST_LINE = 1100
_MOST_LINES = 120


def in_words(ended: Watched, *statuses: int, says: str = "") -> Happened:
    """It ended with one of these statuses, without a traceback, and said why in lines that can be read."""
    wrong = [*_unplain(ended), *_over(ended)]
    if ended.status not in statuses:
        wrong.append(f"status {ended.status}, not {' or '.join(map(str, statuses))}")
    if says and says not in ended.stderr + ended.stdout:
        wrong.append(f"does not say {says!r}")
    if ended.status and not (ended.stderr + ended.stdout).strip():
        wrong.append("says nothing")
    return Happened(not wrong, "; ".join([*wrong, f"status {ended.status}: {said(ended) or 'done'}"]))


def said(ended: Watched) -> str:
    """The last line that it said: of its own, else any."""
    lines = [*ended.stdout.splitlines()[-1:], *ended.stderr.splitlines()]
    own = [line.removeprefix("precall: ") for line in lines if line.startswith("precall: ")]
    return (own or lines or [""])[-1]


def all_of(found: Iterable[Happened]) -> Happened:
    """Holds where all of these do; tells the ones that do not, or the last."""
    outcomes = tuple(found)
    short = [outcome.told for outcome in outcomes if not outcome.holds]
    if short:
        return Happened(False, " | ".join(short))
    return Happened(
        True, f"{len(outcomes)} of {len(outcomes)}: {outcomes[-1].told}" if outcomes else "nothing tried"
    )


def _unplain(ended: Watched) -> list[str]:
    told = ended.stdout + ended.stderr
    wrong = []
    if "Traceback" in told or "a bug in precall" in told:
        wrong.append("a traceback or a bug")
    if len(ended.stderr.splitlines()) > _MOST_LINES or any(
        len(line) > _LONGEST_LINE for line in ended.stderr.splitlines()
    ):
        wrong.append("no plain line")
    if any(not char.isprintable() and char not in "\n\t" for char in told):
        wrong.append("unprintable characters")
    return wrong


def _over(ended: Watched) -> list[str]:
    if ended.status is None:
        return ["never ended"]
    limits = (
        (ended.seconds, LONGEST, "s"),
        (ended.parent_mb, PARENT_MB, "MB"),
        (ended.child_mb, CHILD_MB, "MB in a child"),
    )
    return [f"{value:.0f} {unit}, limit {limit:.0f}" for value, limit, unit in limits if value > limit]

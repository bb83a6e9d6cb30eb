"""What drawing a page may use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one drawn page may use, beside the network's own limits.

    `seconds` from the start to the markup, `requests` and `size` (bytes) of what its scripts ask for, `elements` and
    `markup` (characters) of what they draw, `memory` (bytes) of the browser with all its processes, `processes` of it.
    """

    seconds: float = 15.0
    requests: int = 150
    size: int = 20_000_000
    elements: int = 30_000
    markup: int = 5_000_000
    memory: int = 1_200_000_000
    processes: int = 30

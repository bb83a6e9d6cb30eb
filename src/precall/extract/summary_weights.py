"""What each sign of a sentence is worth for a summary, by ridge regression on labelled sites; written by `python -m bench summary --write`."""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "topics": 0.035,
    "titled": 0.086,
    "offered": 0.025,
    "placed": 0.058,
    "late_page": -0.043,
    "described": 0.113,
    "late": -0.028,
    "offers": 0.031,
    "people": 0.057,
    "opens": 0.031,
    "points_back": -0.031,
    "asks": -0.016,
    "exclaims": -0.016,
    "bars": -0.223,
    "long": -0.047,
}

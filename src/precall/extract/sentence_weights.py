"""What each sign of a sentence is worth, by ridge regression on labelled sites; written by `python -m bench sentences --write`."""

from collections.abc import Mapping

SUMMARY: Mapping[str, float] = {
    "said": 0.137,
    "topics": 0.035,
    "titled": 0.087,
    "offered": 0.026,
    "placed": 0.058,
    "late_page": -0.043,
    "described": 0.113,
    "late": -0.028,
    "offers": 0.031,
    "people": 0.057,
    "opens": 0.03,
    "points_back": -0.031,
    "asks": -0.017,
    "exclaims": -0.015,
    "bars": -0.223,
    "long": -0.046,
}

AUDIENCE: Mapping[str, float] = {
    "said": 0.137,
    "topics": 0.001,
    "titled": 0.027,
    "offered": -0.017,
    "placed": 0.003,
    "late_page": -0.051,
    "described": 0.117,
    "late": -0.037,
    "asked_for": -0.023,
    "served": 0.217,
    "named": -0.144,
    "serving": 0.01,
    "follows": 0.197,
    "points_back": -0.015,
    "exclaims": -0.009,
}

"""The dossier file: what outside tools rely on, byte for byte."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import sample
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.model.dossier import Dossier
from precall.model.fact import WHERES, Evidence, Fact
from precall.model.kinds import KINDS, PAGE_KINDS, ROWS, Kind, Row
from precall.render.dossier_json import dossier_from_json, dossier_to_json

Json = dict[str, Any]

PUBLISHED = Path(__file__).parents[2] / "docs" / "dossier.schema.json"
SCHEMA: Json = json.loads(PUBLISHED.read_text(encoding="utf-8"))
DOSSIERS = {"rich": sample.rich(), "sparse": sample.sparse(), "german": sample.german()}


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_dossier_comes_back_from_its_file_unchanged(name: str) -> None:
    """What is written can be read again without losing a word."""
    assert dossier_from_json(dossier_to_json(DOSSIERS[name])) == DOSSIERS[name]


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_dossier_keeps_to_the_published_schema(name: str) -> None:
    """The schema in docs/ describes what is really written."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(dossier_to_json(DOSSIERS[name])))


def test_the_schema_says_of_each_kind_what_its_row_says(request: pytest.FixtureRequest) -> None:
    """A kind that is added to the model is published with its value and its attributes."""
    published = _with_rows(SCHEMA)
    if request.config.getoption("--regenerate"):
        PUBLISHED.write_text(_laid_out(published) + "\n", encoding="utf-8")
        return
    assert published == SCHEMA, "the schema is old: python -m pytest --regenerate tests/render"


def test_the_schema_names_every_place_and_kind_of_page() -> None:
    """Where words stood, and what a page is."""
    assert SCHEMA["$defs"]["evidence"]["properties"]["where"]["enum"] == list(WHERES)
    assert SCHEMA["properties"]["pages"]["items"]["properties"]["kind"]["enum"] == list(PAGE_KINDS)


def _with_rows(schema: Json) -> Json:
    """The schema with the kinds, values and attributes of the rows."""
    made: Json = json.loads(json.dumps(schema))
    definitions = made["$defs"]
    definitions["fact"]["properties"]["kind"]["enum"] = list(KINDS)
    definitions["values"]["allOf"] = [
        {
            "if": _is_one_of([row.kind for row in rows]),
            "then": {"properties": {"value": rows[0].value.schema}},
        }
        for rows in _by_shape()
    ]
    definitions["attributes"]["allOf"] = [
        {
            "if": _is_one_of([row.kind]),
            "then": {"properties": {n: s.schema for n, s in row.attributes.items()}},
        }
        for row in ROWS.values()
        if row.attributes
    ]
    return made


def _by_shape() -> Iterator[list[Row]]:
    """The rows whose values look alike."""
    rows = list(ROWS.values())
    for shape in [row.value for i, row in enumerate(rows) if row.value not in [r.value for r in rows[:i]]]:
        yield [row for row in rows if row.value == shape]


def _is_one_of(kinds: list[Kind]) -> Json:
    return {"properties": {"kind": {"const": kinds[0]} if len(kinds) == 1 else {"enum": kinds}}}


def _laid_out(value: Any, before: str = "") -> str:
    """JSON for people: what fits on a line and plain lists stand on one."""
    flat = json.dumps(value, ensure_ascii=False)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if len(before + flat) <= 118 or all(isinstance(part, str) for part in parts):
        return flat
    inner = f"{before}  "
    rows = (
        [f"{json.dumps(key)}: {_laid_out(item, inner)}" for key, item in value.items()]
        if isinstance(value, dict)
        else [_laid_out(item, inner) for item in value]
    )
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n" + ",\n".join(inner + row for row in rows) + f"\n{before}{closing}"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "01326 555 010"),
        ("founded", "2009"),
        ("country", "gb"),
        ("language", "english"),
        ("person", ""),
    ],
)
def test_a_value_of_the_wrong_shape_does_not_pass_the_schema(kind: str, value: str) -> None:
    """The schema is strict enough to notice a national phone number or a year as text."""
    data = json.loads(dossier_to_json(sample.sparse()))
    data["facts"][0] |= {"kind": kind, "value": value}
    if kind == "person":
        del data["facts"][0]["evidence"]
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(data)


def test_attributes_stand_beside_the_value_in_a_fixed_order() -> None:
    """A fact is flat: kind, value, confidence, check, evidence, then its attributes."""
    facts = json.loads(dossier_to_json(sample.rich()))["facts"]
    person = next(fact for fact in facts if fact["value"] == "Wenna Tully")
    assert list(person) == ["kind", "value", "confidence", "check", "evidence", "role"]
    assert "check" not in facts[0]


def test_times_are_utc_and_end_in_z() -> None:
    """A time of any zone is written as UTC."""
    moment = datetime.fromisoformat("2026-01-31T11:30:00+02:30")
    dossier = replace(sample.sparse(), subject=replace(sample.sparse().subject, researched_at=moment))
    assert json.loads(dossier_to_json(dossier))["subject"]["researched_at"] == "2026-01-31T09:00:00Z"


def test_a_time_without_a_zone_is_refused() -> None:
    """A time that could mean two moments is not written."""
    dossier = replace(
        sample.sparse(), subject=replace(sample.sparse().subject, researched_at=datetime(2026, 1, 1))
    )
    with pytest.raises(ValueError, match="without a zone"):
        dossier_to_json(dossier)


def test_an_attribute_cannot_pose_as_the_value() -> None:
    """An attribute named like a field of the fact is a mistake of ours."""
    fact = Fact("tech", "x", 0.5, (Evidence("u", "q", "text"),), {"value": "y"})
    with pytest.raises(ValueError, match="'value'"):
        dossier_to_json(Dossier(sample.rich().subject, facts=(fact,)))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "precall/dossier@2"}', "[" * 100_000, "null"])
def test_a_file_that_is_no_dossier_is_refused(text: str) -> None:
    """Anything else is a ValueError, never a crash of another kind."""
    with pytest.raises(ValueError):
        dossier_from_json(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_no_text_of_a_site_escapes_the_file(text: str) -> None:
    """Whatever the site says, the file is ASCII-safe where it matters and says the same when read back.

    Half a surrogate pair is no text, and no site's bytes are decoded to one.
    """
    dossier = sample.hostile(text)
    written = dossier_to_json(dossier)
    written.encode("utf-8")
    assert not any(char in written for char in "<>&\u202e\u2066\x1b\x7f\x9b\u2028\ufeff\u200b\U000e0041")
    assert dossier_from_json(written) == dossier


def test_bidirectional_tag_and_broken_characters_are_written_as_escapes() -> None:
    """Characters beyond the first plane are escaped as a surrogate pair, half a pair as it is."""
    written = dossier_to_json(sample.hostile("a\u202eb\U000e0041c\ud800d"))
    assert "a\\u202eb\\udb40\\udc41c\\ud800d" in written

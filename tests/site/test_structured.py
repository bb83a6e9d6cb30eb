"""What a page says to machines is read as leniently as by search engines, and never of somebody else."""

import json

import pytest

from precall.site import structured

FLORIST = '"@context": "https://schema.org", "@type": "Florist", "name": "Larkspur Ltd", "telephone": "+44 113 496 0123"'


@pytest.mark.parametrize(
    "script",
    [
        f"{{{FLORIST}}}",
        f"// <![CDATA[\n{{{FLORIST}}}\n// ]]>",
        f"// <![CDATA[\n{{{FLORIST}}}\n// ]]&gt;",
        f"/* <![CDATA[ */ {{{FLORIST}}} /* ]]> */",
        f"<!-- {{{FLORIST}}} -->",
        f"{{{FLORIST}}};",
        f"{{{FLORIST},}}",
        f"[{{{FLORIST}}},]",
        f'{{"@type": "WebSite", "name": "x"}}\n{{{FLORIST}}}',
        f"{{{FLORIST}}} trailing words",
        f"{{{FLORIST}}}".replace('"', "&quot;"),
        f"{{{FLORIST}}}".replace('"', "'"),
        f'{{{FLORIST}, "description": "Fresh\nflowers"}}',
    ],
)
def test_slips_that_a_lenient_reader_forgives_are_forgiven(script: str) -> None:
    """Wrappings, entities, commas, several values in one script."""
    items = [item for item in structured.json_ld([script]) if item.is_business]
    assert [(item.text("name"), item.text("telephone")) for item in items] == [
        ("Larkspur Ltd", "+44 113 496 0123")
    ]


@pytest.mark.parametrize(
    "script", ["", "{", "no data", '{"@type": "Florist", "name": "The "best" florist"}', "[" * 5000]
)
def test_hopeless_data_says_nothing(script: str) -> None:
    """Rather than something wrong."""
    assert structured.json_ld([script]) == []


@pytest.mark.parametrize(
    "kind",
    [
        "Organization",
        "LocalBusiness",
        "ArtGallery",
        "AutoRepair",
        "NGO",
        "RealEstateAgent",
        "YogaStudio",
        "Florist",
    ],
)
def test_any_subtype_is_a_business(kind: str) -> None:
    """There are hundreds, and some that sites make up."""
    assert structured.json_ld([json.dumps({"@type": kind, "name": "Larkspur"})])[0].is_business


@pytest.mark.parametrize(
    "kind", ["Person", "WebSite", "WebPage", "Product", "BreadcrumbList", "ContactPoint", "Event", "City"]
)
def test_other_things_are_none(kind: str) -> None:
    """Their names name no company."""
    assert not structured.json_ld([json.dumps({"@type": kind, "name": "Larkspur"})])[0].is_business


@pytest.mark.parametrize("relation", ["memberOf", "alumniOf", "affiliation", "sponsor"])
def test_what_a_business_belongs_to_is_not_the_business(relation: str) -> None:
    """An association's name and telephone are the association's."""
    other = {"@type": "Organization", "name": "Guild of Florists", "telephone": "+44 20 7946 0999"}
    items = structured.json_ld([json.dumps({"@type": "Florist", "name": "Larkspur", relation: other})])
    assert [item.text("name") for item in items] == ["Larkspur"]

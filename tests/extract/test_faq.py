"""Questions that the site answers."""

import pytest
from whole_site import values

ANSWER = "<p>That depends on the garden, and we tell you before we begin.</p>"


@pytest.mark.parametrize(
    "shape",
    [
        "<h3>{}</h3>" + ANSWER,
        "<details><summary>{}</summary>" + ANSWER + "</details>",
        "<dl><dt>{}</dt><dd>That depends on the garden, really.</dd></dl>",
        "<div class='faq-item'><button><span>{}</span><span>+</span></button>" + ANSWER + "</div>",
        "<p><strong>{}</strong></p>" + ANSWER,
        "<h3><button aria-expanded='false' aria-controls='a'>{}</button></h3><div id='a' hidden></div>",
    ],
)
def test_questions_with_answers_are_found_in_every_shape(shape: str) -> None:
    """Headings, toggles, definition lists, bold lines; signs that open a toggle are left out. An answer may need a click."""
    asked = ["What does a visit cost?", "¿Atendéis conejos?"]
    assert values("faq", "".join(map(shape.format, asked))) == asked


def test_one_question_alone_is_a_headline() -> None:
    """A single question over a text is a way to write, not a list of answers."""
    assert values("faq", "<h2>Why a garden?</h2>" + ANSWER) == []


def test_structured_questions_count() -> None:
    """FAQPage data holds the questions even where a script draws them."""
    data = '{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Do you travel?"}]}'
    assert values("faq", f"<script type='application/ld+json'>{data}</script>") == ["Do you travel?"]

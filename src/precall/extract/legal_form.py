"""Legal forms of companies: how a registered name ends, in the countries that the languages cover."""

import re

from precall.extract.remembered import of_short_text
from precall.words.letters import CAPITAL

_FORMS = (
    r"L\.?L\.?C\.?|P\.?L\.?L\.?C\.?|L\.?L\.?P\.?|Inc\.?|Incorporated|Corp\.?|Corporation|Ltd\.?|Limited|P\.?C\.?|P\.?A\.?|PLC|LP|"
    r"Pty\.? Ltd\.?|Pvt\.? Ltd\.?|Private Limited|Co\.? Ltd\.?|CIC|C\.I\.C\.|"
    r"GmbH(?: & Co\.? KG(?:aA)?)?|gGmbH|mbH|AG|KG|OHG|GbR|UG(?: \(haftungsbeschränkt\))?|e\.? ?K\.?|e\.? ?U\.?|e\.? ?V\.?|PartG(?: mbB)?|PartGmbB|SE|"
    r"SARL|S\.A\.R\.L\.|SRL|SPRL|SC|S\.C\.A\.?|SAS|S\.A\.S\.|SASU|EURL|E\.U\.R\.L\.|SA|S\.A\.|Sàrl|SNC|SCP|SELARL|EI|"
    r"S\.?L\.?U?\.?|S\.?L\.?P\.?|S\.?C\.?P\.?|C\.B\.|"
    r"S\.?r\.?l\.?s?\.?|S\.?p\.?A\.?|[Ss]\.?n\.?c\.?|[Ss]\.?a\.?s\.?|s\.r\.l\.|Soc\. Coop\.|"
    r"B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|C\.?V\.?|BVBA|Ltda\.?|LTDA|S/A|Lda\.?|Unipessoal Lda\.?|ApS|A/S|AB|Oy|AS"
)
_ENDING = re.compile(rf"(?:,|\s)\s?(?:{_FORMS})\)?$")
_FIRST_YEAR = re.compile(
    r"^(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\s)*(?:(?:by|von|von der|de|of|und|and|the|at|y|e|et|&)\s)?"
)
_WORD = rf"(?:[{CAPITAL}0-9][\w&'’.+-]{{0,30}}|[&+]|and|und|et|of|de|da|do|di|du|des|del|della|la|le|am|im|the|van|by|y|e)"
_FORM = re.compile(rf" (?:{_FORMS})(?!\w)")
_NAME = re.compile(rf"(?<![\w&])({_WORD}(?: {_WORD}){{0,7}}),? (?:{_FORMS})(?![\w])")


def ends_with_form(name: str) -> bool:
    """Whether a name ends with a legal form."""
    return _ENDING.search(name) is not None


def without_form(name: str) -> str:
    """The name without its legal form."""
    return _ENDING.sub("", name).rstrip(" ,")


@of_short_text
def names_in(text: str) -> tuple[str, ...]:
    """The registered names in a text: capitalised words that end with a legal form, verbatim."""
    if not _FORM.search(text):
        return ()
    return tuple(_FIRST_YEAR.sub("", match.group().strip()) for match in _NAME.finditer(text))

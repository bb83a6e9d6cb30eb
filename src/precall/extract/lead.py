"""Which bold words a line starts with: what serves as its title where there is no heading."""

from precall.site.document import Block
from precall.site.text import clean


def lead_of(block: Block) -> str:
    """The bold words before the rest of a line ("**Roofing**: slates and tiles"); empty where it starts otherwise."""
    element = block.element
    if not len(element) or (element.text or "").strip() or element[0].tag not in ("strong", "b"):
        return ""
    lead = clean("".join(map(str, element[0].itertext()))).rstrip(" :.–-")
    return lead if block.text.startswith(lead) else ""

"""Whose words a stretch of a page is."""

from typing import Literal, NamedTuple, get_args

Voice = Literal["owner", "client", "third_party", "example", "template", "chrome", "legal"]
"""
owner        the business speaking of itself
client       somebody who praises it, or tells of having worked with it
third_party  a partner, supplier, authority, host, the site's designer, the author of a quoted line
example      a worked example, the result of one case, what a law or a study says
template     filler of a theme that nobody has replaced
chrome       a menu, a button, a form's label, a cookie banner
legal        an imprint, privacy or terms page
"""
VOICES: tuple[Voice, ...] = get_args(Voice)


class Heard(NamedTuple):
    """Whose words a stretch is, and why that was judged so, in a few plain words (empty for the business's own)."""

    voice: Voice
    reason: str = ""


OWNER = Heard("owner")

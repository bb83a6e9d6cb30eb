"""Is the address found that somebody else's link leads to?"""

import base64
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall.site.wrapped import unwrapped

INSIDE = "https://www.acme.example/about"
ESCAPED = "https%3A%2F%2Fwww.acme.example%2Fabout"


@pytest.mark.parametrize(
    "wrapped",
    [
        f"https://www.google.com/url?q={INSIDE}&sa=D&source=calendar&usg=AOv0",
        f"https://www.google.co.uk/url?sa=t&url={ESCAPED}&ved=1",
        f"/url?q={INSIDE}&opi=1&sa=U",
        f"https://nam02.safelinks.protection.outlook.com/?url={ESCAPED}&data=05%7C02&reserved=0",
        f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={ESCAPED}&locale=en",
        f"https://l.facebook.com/l.php?u={ESCAPED}&h=AT0",
        f"https://l.instagram.com/?u={ESCAPED}&e=AT0",
        f"https://www.linkedin.com/redir/redirect?url={ESCAPED}&urlhash=x",
        f"https://www.youtube.com/redirect?event=video_description&q={ESCAPED}",
        f"https://duckduckgo.com/l/?uddg={ESCAPED}",
        f"https://www.bing.com/ck/a?!&&p=1&u=a1{base64.urlsafe_b64encode(INSIDE.encode()).decode().rstrip('=')}&ntb=1",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.acme.example_about&d=Dw",
        f"https://urldefense.com/v3/__{INSIDE}__;!!abc",
        f"https://secure-web.cisco.com/1abc/{ESCAPED}",
        f"https://web.archive.org/web/20200101000000/{INSIDE}",
        f"https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D{ESCAPED.replace('%', '%25')}",
    ],
)
def test_the_address_inside_is_found(wrapped: str) -> None:
    """Through several layers, too."""
    assert unwrapped(wrapped) == INSIDE


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.example/?url=https://other.example",
        "https://www.facebook.com/acme",
        "https://www.google.com/search?q=acme",
        "https://www.linkedin.com/in/ann?url=javascript:x",
        "acme.example",
        "/about",
        "",
    ],
)
def test_what_is_not_wrapped_stays(url: str) -> None:
    """A parameter called url on a client's own site leads nowhere."""
    assert unwrapped(url) == url


@given(st.text(max_size=200))
def test_any_text_is_unwrapped(text: str) -> None:
    """Whatever stands in a cell."""
    unwrapped(text)
    unwrapped(f"https://www.google.com/url?q={text}")
    unwrapped(f"/url?{text}")


def test_a_hostile_link_is_unwrapped_in_a_moment() -> None:
    """However many layers it pretends to have."""
    begun = time.process_time()
    unwrapped("https://www.google.com/url?" + "q=https://www.google.com/url?" * 500)
    unwrapped("/url?" + "&q" * 5000)
    assert time.process_time() - begun < 1

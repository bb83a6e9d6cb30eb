"""Profiles on social networks: which addresses are profiles, and which are the business's own."""

import pytest
from contact_pages import facts, values

from precall.extract.social import profile_of

PROFILES = [
    ("https://www.facebook.com/LarkspurStudio/", "facebook", "larkspurstudio"),
    ("https://de-de.facebook.com/pg/LarkspurStudio/about/", "facebook", "larkspurstudio"),
    ("https://www.facebook.com/pages/Larkspur-Studio/351804721623", "facebook", "larkspur-studio"),
    ("https://www.facebook.com/profile.php?id=100063456789&ref=x", "facebook", "100063456789"),
    ("https://instagram.com/larkspur.studio?igshid=abc", "instagram", "larkspur.studio"),
    ("https://ch.linkedin.com/in/ana-lark/", "linkedin", "ana-lark"),
    ("https://www.linkedin.com/company/lark-&-spur/about/", "linkedin", "lark-&-spur"),
    ("https://twitter.com/larkspur", "x", "larkspur"),
    ("https://www.youtube.com/@larkspur/videos", "youtube", "@larkspur"),
    ("https://www.youtube.com/channel/UCabcdefghij", "youtube", "ucabcdefghij"),
    ("https://www.tiktok.com/@larkspur", "tiktok", "larkspur"),
    ("https://open.spotify.com/show/2s4wX2PV5Z8BG2bsyA", "spotify", "2s4wx2pv5z8bg2bsya"),
    ("https://podcasts.apple.com/us/podcast/lark-talk/id1522916112", "apple-podcasts", "lark-talk"),
    ("https://wa.me/41791234568?text=Hi", "whatsapp", "41791234568"),
    ("https://larkletters.substack.com/", "substack", "larkletters"),
]


@pytest.mark.parametrize(("url", "platform", "handle"), PROFILES)
def test_a_profile_is_known_by_its_address(url: str, platform: str, handle: str) -> None:
    """The network and whose profile it is."""
    profile = profile_of(url)
    assert profile is not None
    assert (profile.platform, profile.handle.lower()) == (platform, handle)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com",
        "https://instagram.com/",
        "https://www.facebook.com/sharer/sharer.php?u=https://larkspur-studio.com",
        "https://twitter.com/intent/tweet?text=x",
        "https://www.linkedin.com/shareArticle?url=x",
        "https://www.instagram.com/p/Cabcdef/",
        "https://www.instagram.com/reel/Cabcdef/",
        "https://www.youtube.com/watch?v=abc",
        "https://www.youtube.com/embed/abc",
        "https://wa.me/?text=Look",
        "https://vimeo.com/123456789",
        "https://www.facebook.com/events/123456",
        "https://g.page/r/abc/review",
        "https://www.facebook.com/yourpage",
        "mailto:hello@instagram.com",
        "http://[broken",
    ],
)
def test_a_share_button_a_post_or_a_default_is_no_profile(url: str) -> None:
    """Bare defaults, share links, posts, embeds and reviews say nothing about the business."""
    assert profile_of(url) is None


def test_icons_in_the_footer_are_theirs_and_the_designers_profile_is_not() -> None:
    """The row of icons counts; the link beside the design credit does not."""
    body = (
        "<footer><a href='https://instagram.com/larkspur'></a><a href='https://facebook.com/larkspur'></a>"
        "<p>Website by <a href='https://instagram.com/bluepixels'>Blue Pixels</a></p></footer>"
    )
    assert values("social", body) == ["https://instagram.com/larkspur", "https://facebook.com/larkspur"]


def test_a_profile_in_an_article_is_somebody_elses() -> None:
    """Articles and reviews link to the people that they speak of."""
    body = "<p>We admire <a href='https://instagram.com/famous.baker'>her bread</a>.</p>"
    assert values("social", {"/blog/bread post": body}) == []


def test_variants_of_one_profile_are_one_fact() -> None:
    """Case, a trailing slash and the @ make no difference."""
    bodies = {
        "/": "<footer><a href='https://youtube.com/@Larkspur'>YouTube</a></footer>",
        "/about about": "<footer><a href='https://www.youtube.com/@larkspur/'>YouTube</a></footer>",
    }
    found = facts("social", bodies)
    assert len(found) == 1
    assert found[0].get("platform") == "youtube"


def test_a_like_box_names_their_page() -> None:
    """The address inside a plug-in is the profile."""
    body = "<iframe src='https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Flarkspur&tabs'></iframe>"
    assert values("social", body) == ["https://www.facebook.com/larkspur"]

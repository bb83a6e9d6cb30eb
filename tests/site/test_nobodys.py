"""Is a host nobody's own website, and whose is a path on one that many share?"""

import pytest

from precall.site.nobodys import kind_of, owners_path


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("www.facebook.com", "network"),
        ("de.linkedin.com", "network"),
        ("linktr.ee", "links"),
        ("maps.google.co.uk", "search"),
        ("google.de", "search"),
        ("outlook.com", "mail"),
        ("yelp.fr", "market"),
        ("us02web.zoom.us", "tool"),
        ("acme.webex.com", "tool"),
        ("app.cal.com", "tool"),
        ("tel.meet", "tool"),
        ("sites.google.com", "builder"),
        ("wixsite.com", "builder"),
        ("acme.example", ""),
        ("acme.wixsite.com", ""),
        ("acme.carrd.co", ""),
        ("acme.notion.site", ""),
        ("acme.github.io", ""),
        ("notfacebook.com", ""),
        ("googleacme.com", ""),
        ("localhost", ""),
        ("127.0.0.1", ""),
    ],
)
def test_a_host_that_is_nobodys_own_website_is_known(host: str, kind: str) -> None:
    """A customer's sub-domain at a builder is theirs."""
    assert kind_of(host) == kind


@pytest.mark.parametrize(
    ("host", "path", "owner"),
    [
        ("sites.google.com", "/view/acme-invented/home?x=1", "/view/acme-invented"),
        ("sites.google.com", "/site/acme", "/site/acme"),
        ("sites.google.com", "/a/acme.example/shop/x", "/a/acme.example/shop"),
        ("sites.google.com", "/view", ""),
        ("sites.google.com", "/", ""),
        ("jo.wixsite.com", "/studio/about", ""),
        ("acme.example", "/view/acme", ""),
    ],
)
def test_on_a_shared_host_the_beginning_of_a_path_names_the_owner(host: str, path: str, owner: str) -> None:
    """Two of them are two clients."""
    assert owners_path(host, path) == owner

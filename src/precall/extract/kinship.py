"""Whether a domain belongs to the same company as the site, or to a provider that serves everybody."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from precall.site.free_mail import is_free_mail
from precall.site.registered import registered

PROVIDERS = (
    "google ireland", "google llc", "google inc", "meta platforms", "facebook ireland", "facebook inc", "netlify", "vercel",
    "hetzner online", "ionos se", "ionos", "1&1", "strato ag", "all-inkl", "allinkl", "ovh sas", "ovh", "o2switch", "infomaniak",
    "hostpoint ag", "rocket science group", "automattic", "wix.com ltd", "squarespace", "cloudflare", "amazon web services",
    "microsoft corporation", "microsoft ireland", "linkedin ireland", "twitter international", "x corp", "vimeo inc",
    "calendly llc", "stripe", "paypal", "hotjar", "brevo", "sendinblue", "godaddy", "github, inc", "github inc", "hostinger",
    "siteground", "raidboxes", "mittwald", "domainfactory", "host europe", "gandi", "aruba s.p.a", "register.it", "combell",
    "one.com", "webflow, inc", "shopify", "mailchimp", "intuit",
)  # fmt: skip
"""Companies that serve websites, by the names under which privacy notices and imprints give their addresses."""
_PROVIDER_DOMAINS = frozenset(
    "google.com netlify.com vercel.com hetzner.com hetzner.de ionos.de ionos.com ionos.fr ovh.com ovhcloud.com strato.de"
    " all-inkl.com o2switch.fr infomaniak.com infomaniak.ch hostpoint.ch mailchimp.com automattic.com wordpress.org wix.com"
    " squarespace.com cloudflare.com microsoft.com linkedin.com facebook.com meta.com fb.com twitter.com x.com github.com"
    " godaddy.com secureserver.net hostinger.com siteground.com gandi.net aruba.it register.it cnil.fr aepd.es gpdp.it"
    " garanteprivacy.it autoriteitpersoonsgegevens.nl cnpd.pt edoeb.admin.ch dsb.gv.at bfdi.bund.de ec.europa.eu"
    " europa.eu ico.org.uk datenschutz.bremen.de dataprotection.ie sentry.io wixpress.com adjust.com hotjar.com stripe.com"
    " paypal.com calendly.com termly.io iubenda.com cookiebot.com w3.org schema.org apple.com".split()
)
_WORD = re.compile(r"[a-z0-9]+")
_LONG_ENOUGH = 5


@lru_cache(maxsize=4096)
def is_own(url: str, host: str) -> bool:
    """Whether a URL leads to the domain that somebody registered for a host, or to a sub-domain of it."""
    return registered(urlsplit(url).hostname or "") == registered(host)


def is_provider(domain: str) -> bool:
    """Whether a mail domain belongs to a large provider of web services or an authority."""
    return registered(domain) in _PROVIDER_DOMAINS


def is_strangers(mailbox: str, own: Iterable[str], host: str) -> bool:
    """Whether what stands beside a mail address is somebody else's: it is not among a site's own and of another company."""
    domain = mailbox.partition("@")[2]
    known = not domain or mailbox in own or is_free_mail(domain)
    return not known and not same_house(domain, host)


def same_house(one: str, other: str) -> bool:
    """Whether two hosts share their registered domain or its name without regard to the ending and hyphens."""
    first, second = registered(one), registered(other)
    return first == second or _brand(first) == _brand(second) or _contains(_brand(first), _brand(second))


def is_akin(text: str, host: str) -> bool:
    """Whether a text, a handle say, shares a telling word with the name in a host."""
    brand = _brand(registered(host))
    joined = "".join(_WORD.findall(text.lower()))
    return _contains(brand, joined) or any(
        len(word) >= _LONG_ENOUGH and word in brand for word in _WORD.findall(text.lower())
    )


def _brand(domain: str) -> str:
    return domain.partition(".")[0].replace("-", "")


def _contains(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LONG_ENOUGH and short in long

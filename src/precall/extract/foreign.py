"""Which blocks of a page speak of other people: the host, the regulator, the designer, the partners."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from precall.extract import kinship, obfuscation, wording
from precall.extract.remembered import of_short_text
from precall.site.document import Block, Document
from precall.words.tree import one_of

_HEADING_LIKE = 90
_PSEUDO_LEVEL = 7
_BOLD = frozenset(("b", "strong", "u", "em"))
_COMPANIES = (
    "google ireland", "google llc", "google inc", "meta platforms", "facebook ireland", "facebook inc", "netlify", "vercel",
    "hetzner online", "ionos se", "ionos", "1&1", "strato ag", "all-inkl", "allinkl", "ovh sas", "ovh", "o2switch", "infomaniak",
    "hostpoint ag", "rocket science group", "automattic", "wix.com ltd", "squarespace", "cloudflare", "amazon web services",
    "microsoft corporation", "microsoft ireland", "linkedin ireland", "twitter international", "x corp", "vimeo inc",
    "calendly llc", "stripe", "paypal", "hotjar", "brevo", "sendinblue", "godaddy", "github, inc", "github inc", "hostinger",
    "siteground", "raidboxes", "mittwald", "domainfactory", "host europe", "gandi", "aruba s.p.a", "register.it", "combell",
    "one.com", "webflow, inc", "shopify", "mailchimp", "intuit",
)  # fmt: skip
_PROVIDER_DOMAINS = frozenset(
    "google.com netlify.com vercel.com hetzner.com hetzner.de ionos.de ionos.com ionos.fr ovh.com ovhcloud.com strato.de"
    " all-inkl.com o2switch.fr infomaniak.com infomaniak.ch hostpoint.ch mailchimp.com automattic.com wordpress.org wix.com"
    " squarespace.com cloudflare.com microsoft.com linkedin.com facebook.com meta.com fb.com twitter.com x.com github.com"
    " godaddy.com secureserver.net hostinger.com siteground.com gandi.net aruba.it register.it cnil.fr aepd.es gpdp.it"
    " garanteprivacy.it autoriteitpersoonsgegevens.nl cnpd.pt edoeb.admin.ch dsb.gv.at bfdi.bund.de ec.europa.eu"
    " europa.eu ico.org.uk datenschutz.bremen.de dataprotection.ie sentry.io wixpress.com adjust.com hotjar.com stripe.com"
    " paypal.com calendly.com termly.io iubenda.com cookiebot.com w3.org schema.org apple.com".split()
)


@lru_cache(maxsize=2)
def blocks(page: Document) -> frozenset[int]:
    """The indexes of the blocks that speak of other people. Worked out once a page."""
    found: set[int] = set()
    level = 0
    signs = _signs_on(page)
    for block in page.blocks:
        if heads := _heading_level(block):
            if _names_others(block.text):
                level = heads
            elif level and heads <= level:
                level = 0
        elif level and block.region == "footer" and page.blocks[block.index - 1].region != "footer":
            level = 0
        if level or (signs and signs.search(block.text)) or _is_credit(block.text):
            found.add(block.index)
    return frozenset(found)


@of_short_text
def credits_somebody(text: str) -> bool:
    """Whether a line credits a designer, host or photographer."""
    return bool(wording.pattern("foreign", "credits").search(text))


@of_short_text
def ends_in_office(text: str) -> bool:
    """Whether the clause that a text ends with names an office that watches over a trade, rather than the business."""
    clause = re.split(r"(?<=[^\W\d_]{3}[.!?;])\s", text[-160:].rstrip())[-1]
    return bool(wording.pattern("foreign", "offices").search(clause))


@of_short_text
def names_a_provider(text: str) -> bool:
    """Whether a text names a large provider of web services or an authority."""
    return bool(
        wording.whole_words(_COMPANIES).search(text) or wording.pattern("foreign", "authorities").search(text)
    )


def mailbox_in(text: str) -> str:
    """The first mail address in a text, lower-case; empty where there is none."""
    found = obfuscation.ADDRESS.search(text) if "@" in text else None
    return found.group().lower() if found else ""


def is_strangers(mailbox: str, own: Iterable[str], host: str) -> bool:
    """Whether what stands beside a mail address is somebody else's: it is not among a site's own and of another house."""
    domain = mailbox.partition("@")[2]
    return (
        bool(domain)
        and mailbox not in own
        and not kinship.is_free_mail(domain)
        and not kinship.same_house(domain, host)
    )


def is_provider_domain(domain: str) -> bool:
    """Whether a mail domain belongs to a large provider of web services or an authority."""
    return kinship.registrable(domain) in _PROVIDER_DOMAINS


def _heading_level(block: Block) -> int:
    if block.level:
        return block.level
    if len(block.text) > _HEADING_LIKE:
        return 0
    if block.tag in ("dt", "th", "summary", "legend"):
        return _PSEUDO_LEVEL
    return _PSEUDO_LEVEL if _is_bold(block) or block.text.endswith(":") else 0


def _is_bold(block: Block) -> bool:
    element = block.element
    return (
        len(element) == 1
        and element[0].tag in _BOLD
        and not (element.text or "").strip()
        and not (element[0].tail or "").strip()
    )


@cache
def _section_pattern() -> re.Pattern[str]:
    """The headings of sections about others, in lower case."""
    phrases = one_of(phrase.lower() for phrase in wording.listed("foreign", "sections"))
    return re.compile(
        rf"(?:[\d.)§ivx]{{1,6}}\s{{1,3}})?(?:\w{{1,12}}\s){{0,2}}{phrases}(?:\s\w{{1,16}}){{0,3}}"
    )


@cache
def _credit_label() -> re.Pattern[str]:
    """ "Site: Studio Blue" credits the studio; "Website: www.acme.com" is the business's own."""
    words = (
        "site|website|web|webdesign|web design|design|conception|réalisation|realisation|realisierung|umsetzung|création|ontwerp|fotografie"
        "|foto's|fotos|photos|photo|crédits|credits|hébergement|hébergeur|hosting|diseño|sviluppo|desenvolvimento"
    )
    return re.compile(
        rf"(?:{words})\s?:\s{{0,2}}(?=[^\W\d_])(?!https?:|www\.|\S{{1,60}}\.[a-z]{{2,6}}\b)", re.IGNORECASE
    )


def _is_credit(text: str) -> bool:
    return ":" in text and _credit_label().match(text) is not None


@of_short_text
def _names_others(heading: str) -> bool:
    return _section_pattern().fullmatch(heading.lower().strip(" :.-–")) is not None


@cache
def _all_signs() -> tuple[str, ...]:
    return (*wording.listed("foreign", "credits"), *wording.listed("foreign", "authorities"), *_COMPANIES)


def _signs_on(page: Document) -> re.Pattern[str] | None:
    """A pattern for those credits, authorities and providers that the page has at all."""
    found = wording.present(page, _all_signs())
    return wording.whole_words(found) if found else None

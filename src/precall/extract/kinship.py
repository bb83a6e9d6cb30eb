"""Whether a domain belongs to the same house as the site, and which mail domains belong to everybody."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

_SECOND_LEVELS = frozenset(
    "co com org net gov ac edu gob or ne go sch ltd plc me nom gen firm ind web".split()
)
_SHARED_HOSTS = frozenset(
    "netlify.app github.io gitlab.io vercel.app pages.dev web.app firebaseapp.com herokuapp.com onrender.com fly.dev"
    " wixsite.com wordpress.com blogspot.com weebly.com webflow.io squarespace.com godaddysites.com jimdosite.com"
    " jimdofree.com business.site site123.me carrd.co framer.website framer.app notion.site mystrikingly.com"
    " tumblr.com neocities.org surge.sh webador.nl webador.com one-page.me eu.org".split()
)
_FREE_MAIL = frozenset(
    "gmail.com googlemail.com yahoo.com ymail.com rocketmail.com outlook.com hotmail.com live.com msn.com aol.com icloud.com"
    " me.com mac.com proton.me protonmail.com pm.me gmx.com mail.com zoho.com fastmail.com hey.com tutanota.com tuta.io"
    " yandex.com yandex.ru mail.ru comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net"
    " shaw.ca rogers.com sympatico.ca telus.net bell.net btinternet.com btconnect.com sky.com talktalk.net virginmedia.com"
    " ntlworld.com blueyonder.co.uk bigpond.com bigpond.net.au optusnet.com.au iinet.net.au xtra.co.nz eircom.net"
    " rediffmail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de arcor.de posteo.de mailbox.org online.de"
    " aon.at chello.at a1.net bluewin.ch sunrise.ch hispeed.ch swissonline.ch orange.fr wanadoo.fr free.fr laposte.net"
    " sfr.fr neuf.fr bbox.fr numericable.fr telefonica.net terra.es ono.com libero.it virgilio.it tiscali.it alice.it"
    " tin.it fastwebnet.it pec.it legalmail.it aruba.it arubapec.it ziggo.nl kpnmail.nl planet.nl xs4all.nl hetnet.nl"
    " home.nl upcmail.nl quicknet.nl casema.nl telfort.nl telenet.be skynet.be proximus.be sapo.pt netcabo.pt mail.telepac.pt"
    " uol.com.br bol.com.br terra.com.br ig.com.br globo.com".split()
)
_YAHOO_AND_THE_LIKE = re.compile(r"(?:yahoo|hotmail|outlook|live|gmx|ymail)\.[a-z]{2,3}(?:\.[a-z]{2})?")
_WORD = re.compile(r"[a-z0-9]+")
_LONG_ENOUGH = 5


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """The domain somebody registered: the last two labels, three under a country's own second level or a shared host."""
    labels = host.lower().rstrip(".").removeprefix("www.").split(".")
    shared = ".".join(labels[-2:]) in _SHARED_HOSTS
    public_second = len(labels[-1]) == 2 and len(labels) > 2 and labels[-2] in _SECOND_LEVELS
    return ".".join(labels[-3:] if shared or public_second else labels[-2:])


@lru_cache(maxsize=4096)
def is_own(url: str, host: str) -> bool:
    """Whether a URL leads to the domain that somebody registered for a host, or to a sub-domain of it."""
    return registrable(urlsplit(url).hostname or "") == registrable(host)


def is_free_mail(domain: str) -> bool:
    """Whether a mail domain is open to everybody, so that it says nothing about whose the address is."""
    return domain in _FREE_MAIL or _YAHOO_AND_THE_LIKE.fullmatch(domain) is not None


def same_house(one: str, other: str) -> bool:
    """Whether two hosts share their registered domain or its name without regard to the ending and hyphens."""
    first, second = registrable(one), registrable(other)
    return first == second or _brand(first) == _brand(second) or _contains(_brand(first), _brand(second))


def is_akin(text: str, host: str) -> bool:
    """Whether a text, a handle say, shares a telling word with the name in a host."""
    brand = _brand(registrable(host))
    joined = "".join(_WORD.findall(text.lower()))
    return _contains(brand, joined) or any(
        len(word) >= _LONG_ENOUGH and word in brand for word in _WORD.findall(text.lower())
    )


def _brand(domain: str) -> str:
    return domain.partition(".")[0].replace("-", "")


def _contains(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LONG_ENOUGH and short in long

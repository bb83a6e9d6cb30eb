"""Which mail hosts are open to everybody, so that an address there says nothing about a company."""

import re

_HOSTS = frozenset(
    """
    126.com 163.com a1.net abv.bg aim.com alice.it aol.com aol.de aon.at arcor.de aruba.it arubapec.it
    att.net bbox.fr bell.net bellsouth.net bigpond.com bigpond.net.au bluewin.ch blueyonder.co.uk bol.com.br
    btconnect.com btinternet.com casema.nl charter.net chello.at comcast.net cox.net earthlink.net
    eircom.net email.com fastmail.com fastwebnet.it free.fr freenet.de globo.com gmail.com googlemail.com
    hetnet.nl hey.com hispeed.ch home.nl hushmail.com icloud.com ig.com.br iinet.net.au inbox.lv kpnmail.nl
    laposte.net legalmail.it libero.it mac.com mail.com mail.de mail.ru mail.telepac.pt mailbox.org me.com
    msn.com naver.com netcabo.pt neuf.fr ntlworld.com numericable.fr online.de ono.com optonline.net
    optusnet.com.au orange.fr pec.it planet.nl pm.me posteo.de proton.me protonmail.com proximus.be qq.com
    quicknet.nl rediffmail.com rocketmail.com rogers.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca
    sky.com skynet.be sunrise.ch swissonline.ch sympatico.ca t-online.de talktalk.net telefonica.net
    telenet.be telfort.nl telus.net terra.com.br terra.es tin.it tiscali.it tuta.com tuta.io tutanota.com
    uol.com.br upcmail.nl verizon.net virgilio.it virginmedia.com wanadoo.fr web.de xs4all.nl xtra.co.nz
    yandex.com yandex.ru ziggo.nl zoho.com zonnet.nl
    """.split()
)
_IN_MANY_COUNTRIES = re.compile(r"(?:yahoo|hotmail|outlook|live|gmx|ymail)\.[a-z]{2,3}(?:\.[a-z]{2})?")


def is_free_mail(host: str) -> bool:
    """Whether anybody can have an address at a host."""
    return host in _HOSTS or _IN_MANY_COUNTRIES.fullmatch(host) is not None

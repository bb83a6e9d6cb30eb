"""Which hosts are nobody's own website, and on which hosts that many share does a path belong to one owner?"""

import re
from typing import Literal
from urllib.parse import urlsplit

from precall.site.registered import is_ending

Kind = Literal["", "network", "links", "search", "mail", "market", "tool", "builder"]

_HOSTS: dict[Kind, str] = {
    "network": """
        bsky.app clubhouse.com discord.com discord.gg facebook.com fb.com fb.me fb.watch flickr.com instagram.com instagr.am
        line.me linkedin.com lnkd.in mastodon.social medium.com meetup.com messenger.com m.me nextdoor.com ok.ru pin.it
        pinterest.com quora.com reddit.com signal.group skype.com slack.com snapchat.com soundcloud.com spotify.com
        strava.com t.me telegram.me telegram.org threads.com threads.net tiktok.com tumblr.com twitch.tv twitter.com
        viadeo.com vimeo.com vk.com wa.me wechat.com weibo.com whatsapp.com x.com xing.com youtu.be youtube.com zalo.me
        """,
    "links": """
        about.me allmylinks.com beacons.ai bento.me bio.link bio.site biolinky.co campsite.bio contactin.bio flow.page hoo.be komi.io
        koji.to lnk.bio link.bio linkin.bio linkpop.com linkr.bio linktr.ee magic.ly milkshake.app msha.ke
        pillar.io popl.co shor.by snipfeed.co solo.to stan.store tap.bio taplink.at taplink.cc taplink.ws znap.link
        bit.ly buff.ly cutt.ly g.co goo.gl is.gd ow.ly rb.gy rebrand.ly shorturl.at t.co t.ly tiny.cc tinyurl.com
        """,
    "search": """
        ask.com baidu.com bing.com brave.com duckduckgo.com ecosia.org g.page google.com mapquest.com
        maps.me naver.com openstreetmap.org qwant.com startpage.com waze.com yandex.com yandex.ru
        """,
    "mail": """
        live.com office.com office365.com outlook.com proton.me protonmail.com
        """,
    "market": """
        11880.com airbnb.com alibaba.com amazon.com angi.com bark.com booking.com booksy.com checkatrade.com crunchbase.com
        deliveroo.co.uk doctolib.de doctolib.fr doordash.com ebay.com etsy.com eventbrite.com fresha.com gelbeseiten.de
        gofundme.com grubhub.com houzz.com jameda.de just-eat.co.uk justdial.com lieferando.de manta.com opentable.com
        pagesjaunes.fr patreon.com psychologytoday.com thumbtack.com treatwell.co.uk treatwell.de tripadvisor.com
        trustpilot.com ubereats.com vagaro.com wikipedia.org yell.com yellowpages.com yelp.com zoominfo.com
        """,
    "tool": """
        8x8.vc acuityscheduling.com aka.ms app.link appointlet.com apple.com as.me avoma.com bigmarker.com bluejeans.com
        bookeo.com book.me cal.com calendar.app.google calendar.google.com calendly.com canva.com chilipiper.com
        circleback.ai clickmeeting.com cronofy.com dialpad.com docusign.com docusign.net doodle.com dropbox.com evernote.com
        fathom.video fellow.app fireflies.ai fuze.com gather.town gong.io goto.com gotomeet.me gotomeeting.com
        gotowebinar.com grain.com granola.ai hubspot.com hubspotlinks.com jit.si jitsi.org join.me jotform.com koalendar.com
        lifesize.com livestorm.co loom.com lu.ma meet.new microsoft.com miro.com notion.so office.net oncehub.com
        otter.ai pexip.com pipedrive.com read.ai reclaim.ai ringcentral.com riverside.fm salesforce.com savvycal.com
        sched.co schedule.once setmore.com sharepoint.com simplybook.it simplybook.me squareup.com
        squarespacescheduling.com starleaf.com streamyard.com supernormal.com surveymonkey.com teams.live.com tel.meet
        tidycal.com tldv.io trello.com typeform.com vowel.com webex.com wetransfer.com whereby.com x.ai
        youcanbook.me zcal.co zoho.com zoho.eu zoom.com zoom.us zoomgov.com
        """,
    "builder": """
        canva.site carrd.co google.site my.canva.site notion.site sites.google.com
        """,
}  # fmt: skip
_KIND_OF: dict[str, Kind] = {host: kind for kind, hosts in _HOSTS.items() for host in hosts.split()}
_IN_MANY_COUNTRIES: dict[str, Kind] = {
    "airbnb": "market", "amazon": "market", "bing": "search", "ebay": "market", "etsy": "market", "google": "search",
    "pinterest": "network", "tripadvisor": "market", "yahoo": "search", "yelp": "market",
}  # fmt: skip
_COUNTRY = re.compile(r"(?:[a-z0-9-]+\.){0,3}?(?P<brand>[a-z]+)\.(?:com|[a-z]{2}|com?\.[a-z]{2})")

# How many parts of a path name one owner on a host that many share.
_PARTS_OF_AN_OWNER = {"sites.google.com": 2, "my.canva.site": 1}


def kind_of(host: str) -> Kind:
    """What a host is, where it is nobody's own website; empty for one that may be somebody's."""
    host = host.removeprefix("www.").rstrip(".")
    labels = host.split(".")
    for place in range(len(labels) - 1):
        found = _KIND_OF.get(".".join(labels[place:]))
        if found and (found != "builder" or place == 0):  # below a builder's host everybody has their own
            return found
    named = _COUNTRY.fullmatch(host)
    if named and (kind := _IN_MANY_COUNTRIES.get(named["brand"])):
        return kind
    return "builder" if is_ending(host) else ""


def owners_path(host: str, path: str) -> str:
    """The beginning of a path that names one owner on a host that many share: /view/acme; empty where there is none."""
    wanted = _PARTS_OF_AN_OWNER.get(host, 0)
    if not wanted:
        return ""
    parts = [part for part in urlsplit(path).path.split("/") if part]
    if parts[:1] == ["a"] and host == "sites.google.com":  # the older kind: /a/<domain>/<site>
        wanted += 1
    return "/" + "/".join(parts[:wanted]) if len(parts) >= wanted else ""

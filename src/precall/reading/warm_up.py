"""A made-up page that is read before the first real one, so that word lists, patterns and libraries are ready for it."""

import hashlib
from datetime import UTC, datetime

from precall.extract.site_view import SiteView
from precall.model.page import Fetched, PageRecord
from precall.reading.page import read_page

_URL = "https://made-up.example/"
_PAGE = b"""<!doctype html><html lang="en"><head><title>Mill Lane Bakery | Home</title>
<meta name="description" content="We help families in Leeds bake."></head><body><nav><a href="/about">About us</a>
<a href="https://www.instagram.com/milllane">Instagram</a> <a href="/contact">Contact</a></nav>
<h1>Bread for Leeds</h1><p>Founded in 1998, we help families who bake. We never rush. Book a call today.</p>
<h2>Our team</h2><h3>Ann Lee</h3><p>Managing director</p><h2>Our services</h2><ul><li>Wedding cakes from \xc2\xa3120</li>
<li>Classes</li></ul><blockquote><p>"The best bread that I have had in twenty years of looking."</p><p>- Tom Hill,
Bradford</p></blockquote><h2>News</h2><p>3 March 2020</p><h3>A new oven</h3><p>Opening hours: Mon-Fri 9:00-17:00</p>
<h3>Do you deliver?</h3><p>Yes, more than 300 loaves a day.</p><p>We are hiring: baker (m/f/d)</p>
<footer>Mill Lane Bakery Ltd, 12 Mill Lane, Leeds LS1 4AP. Phone: 0113 496 0000, mail [at] made-up.example
\xc2\xa9 2020</footer></body></html>"""


def warm_up() -> None:
    """Reads the made-up page and settles its facts."""
    now = datetime(2020, 3, 3, tzinfo=UTC)
    sha256 = hashlib.sha256(_PAGE).hexdigest()
    reading = read_page(
        Fetched(_URL, _URL, 200, (("content-type", "text/html; charset=utf-8"),), _PAGE, sha256, now)
    )
    record = PageRecord(_URL, 200, reading.title, "home", sha256, now)
    SiteView("made-up.example", _URL, (record,), "en", now.date(), reading.candidates).all_facts()

"""A page's kind is recognised by its address, its link and its title, in twelve languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.site.kind import fold, is_document, kind_of, topic_of, whole_topic

KINDS = [
    ("/", "", "home"),
    ("/contact.html", "", "contact"),
    ("/contact-jo-doe.html", "Contact", "contact"),
    ("/p/17", "Get in touch", "contact"),
    ("/book-a-call", "Book a call", "contact"),
    ("/about-us", "", "about"),
    ("/our-people/", "", "team"),
    ("/meet-the-doctor/", "Meet the Doctor", "team"),
    ("/team-coaching.html", "Team coaching", "services"),
    ("/services/audit", "Audit", "services"),
    ("/services/", "", "services"),
    ("/fees-and-insurance", "Fees", "pricing"),
    ("/menu.pdf", "Menu", "pricing"),
    ("/success-stories", "Success stories", "testimonials"),
    ("/case-studies/", "", "clients"),
    ("/blog/", "Blog", "blog"),
    ("/blog/why-we-moved", "Why we moved", "post"),
    ("/2025/11/03/opening", "Opening", "post"),
    ("/blog/index.html", "Blog", "blog"),
    ("/news/index.php", "News", "blog"),
    ("/blog/why-we-moved/index.html", "Why we moved", "post"),
    ("/news20251103.html", "Read more", "post"),
    ("/blog/category/tips/", "Tips", "blog"),
    ("/jobs", "Join our team", "careers"),
    ("/faqs", "", "faq"),
    ("/privacy-policy", "", "legal"),
    ("/terms", "Terms of service", "legal"),
    ("/xyz", "Qwerty", "other"),
    ("/ueber-uns.html", "", "about"),
    ("/uber-uns/", "Über uns", "about"),
    ("/leistungen/", "", "services"),
    ("/leistungsspektrum", "", "services"),
    ("/what-we-offer", "", "services"),
    ("/domaines-d-expertise", "", "services"),
    ("/di-cosa-mi-occupo", "", "services"),
    ("/preise", "Preise & Pakete", "pricing"),
    ("/kundenstimmen", "", "testimonials"),
    ("/impressum", "", "legal"),
    ("/datenschutz", "", "legal"),
    ("/entlastung", "Über die Entlastung im Alltag", "other"),
    ("/a-propos", "À propos", "about"),
    ("/prestations", "Nos prestations", "services"),
    ("/tarifs-2/", "Tarifs", "pricing"),
    ("/l-equipe", "L'équipe", "team"),
    ("/mentions-legales", "", "legal"),
    ("/quienes-somos", "Quiénes somos", "about"),
    ("/servicios", "", "services"),
    ("/opiniones", "", "testimonials"),
    ("/chi-siamo", "", "about"),
    ("/listino-prezzi", "", "pricing"),
    ("/dove-siamo", "Dove siamo", "contact"),
    ("/over-ons", "", "about"),
    ("/tarieven", "", "pricing"),
    ("/werken-bij", "Werken bij ons", "careers"),
    ("/quem-somos", "", "about"),
    ("/depoimentos", "", "testimonials"),
    ("/fale-conosco", "", "contact"),
    ("/kind-things", "What our customers say", "testimonials"),
    ("/guestbook", "", "testimonials"),
    ("/p/4", "Hear from our families", "testimonials"),
    ("/meet-dr-doe", "Meet Dr. Doe", "team"),
    ("/our-dentists", "", "team"),
    ("/marketing-for-dentists", "Marketing for dentists", "other"),
    ("/hours-and-location", "Hours & location", "contact"),
    ("/parking", "", "contact"),
    ("/parking-lot-striping", "Parking lot striping", "other"),
    ("/p/5", "Was unsere Kunden sagen", "testimonials"),
    ("/praxisteam", "", "team"),
    ("/so-erreichen-sie-uns", "", "contact"),
    ("/nos-avis", "Nos avis", "testimonials"),
    ("/horaires-d-ouverture", "", "contact"),
    ("/solicita-tu-cita", "", "contact"),
    ("/p/6", "Dicono di noi", "testimonials"),
    ("/klantervaringen", "", "testimonials"),
    ("/nossas-unidades", "", "contact"),
    ("/p/7", "Kunder berättar", "testimonials"),
    ("/kundeanmeldelser", "", "testimonials"),
    ("/her-finner-du-oss", "", "contact"),
    ("/p/8", "Zadowoleni klienci", "testimonials"),
    ("/naše-pobočky", "", "contact"),
]


@pytest.mark.parametrize(("path", "text", "kind"), KINDS)
def test_a_page_is_known_by_its_address_and_link(path: str, text: str, kind: str) -> None:
    """As a visitor would guess from the menu."""
    assert kind_of(f"https://acme.com{path}", text) == kind


def test_the_title_tells_where_nothing_else_does() -> None:
    """A title holds the company's words too, so it counts last."""
    assert kind_of("https://acme.com/p?id=7", "", "Our services") == "services"
    assert kind_of("https://acme.com/about", "", "Team coaching by Acme") == "about"


@pytest.mark.parametrize(
    ("path", "text", "topic"),
    [
        ("/impressum", "", "imprint"),
        ("/mentions-legales", "", "imprint"),
        ("/privacy-policy", "", "privacy"),
        ("/agb", "", "terms"),
        ("/termin-buchen", "", "booking"),
    ],
)
def test_an_imprint_is_told_from_a_privacy_page(path: str, text: str, topic: str) -> None:
    """They are one kind for the reader, but not of one worth."""
    assert topic_of(f"https://acme.com{path}", text) == topic


def test_a_brochure_is_told_from_a_form() -> None:
    """A menu in PDF is worth reading, an application form is not."""
    assert is_document("https://acme.com/files/Menu_2026.pdf", "Download")
    assert is_document("https://acme.com/x.pdf", "Unsere Preisliste")
    assert not is_document("https://acme.com/intake-form.pdf", "Intake form")


def test_doors_are_no_pages() -> None:
    """A log-in or a basket is recognised by its whole name only."""
    assert whole_topic("Log in") == "skip"
    assert whole_topic("How to log in to a better life") == ""


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_address_has_a_kind(path: str, text: str) -> None:
    """Nothing crashes, and folding twice changes nothing."""
    assert kind_of(f"https://acme.com/{path}", text)
    assert fold(fold(text)) == fold(text)

"""Edits planted in the project's test sites: what was edited, and which change a careful reader would tell of it.

Each edit replaces text in every page of a site. `noise` ones are no changes: another order, a counter, a date of today.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """`old` becomes `new`; a change of `kind` with `before` or `after` in its words is expected (both empty: noise)."""

    site: str
    old: str
    new: str
    kind: str = ""
    before: str = ""
    after: str = ""

    @property
    def is_noise(self) -> bool:
        """Whether nothing is to be told of it."""
        return not self.kind


NEW_MEMBER = '<div class="card team-member"><div class="card-body"><h3>Ingrid Solberg</h3><p class="role">Nursery manager</p></div></div>'
NEW_ARTICLE = '<article><h2>Two questions for a Monday</h2><p class="date">12 January 2026</p><p>Ask both.</p></article>'
NEW_FAQ = "<details><summary>Do you work in winter?</summary><p>Yes, hands in pockets.</p></details>"
NEW_JOB = '<div class="job"><h3>Nursery assistant (two days a week)</h3><p>Seedlings, mostly.</p></div>\n</section>\n</main>'
NEW_PRICE = "<tr><td>Compost delivery</td><td>+ &pound;40</td></tr>"

DEMO, KESTREL, SALT, LUMIAR = "demo", "kestrel-leadership", "saltmarsh-sailing", "lumiar-financas"
PHYSIO, DEKKER, OLMEDA, PONTE = (
    "physio-ahornhof",
    "rijwielhuis-dekker",
    "veterinaria-olmeda",
    "ponteverde-consulenza",
)
HIRZEL, DENTAL, JUNIPER, AUTO = "treuhand-hirzel", "copper-basin-dental", "juniper-and-ash", "tri-county-auto"

EDITS = (
    Edit(DEMO, "Priya Raman", "Esther Cole", "person", "Priya Raman", "Esther Cole"),
    Edit(DEMO, '<p class="role">Head gardener</p>', '<p class="role">Head of planting</p>', "person", "Head gardener", "Head of planting"),
    Edit(DEMO, '<div class="card team-member"><img src="img/tomasz.jpg"', NEW_MEMBER + '<div class="card team-member"><img src="img/tomasz.jpg"', "person", "", "Ingrid Solberg"),
    Edit(DEMO, "School garden days", "Balcony afternoons", "offer", "School garden days", "Balcony afternoons"),
    Edit(DEMO, 'alt="The Ridgeway Hotel"', 'alt="Penistone Library"', "client", "The Ridgeway Hotel", "Penistone Library"),
    Edit(DEMO, "<tr><td>Soil test</td><td>+ &pound;35</td></tr>", "<tr><td>Soil test</td><td>+ &pound;45</td></tr>", "price", "£35", "£45"),
    Edit(DEMO, "<details><summary>How long does a garden take?</summary>", NEW_FAQ + "<details><summary>How long does a garden take?</summary>", "faq", "", "Do you work in winter?"),
    Edit(DEMO, "</section>\n</main>", NEW_JOB, "hiring", "", "Nursery assistant"),
    Edit(DEMO, "340", "352"),
    Edit(DEMO, "&copy; 2025", "&copy; 2026"),
    Edit(DEMO, "<h1>", "<p>Today is Tuesday, 3 February 2026, 10:42.</p><h1>"),
    Edit(KESTREL, 'alt="Ostrava Steelworks"', 'alt="Lindholm Paper"', "client", "Ostrava Steelworks", "Lindholm Paper"),
    Edit(KESTREL, "<article><h2>On the first all-hands</h2>", NEW_ARTICLE + "<article><h2>On the first all-hands</h2>", "news", "", "Two questions for a Monday"),
    Edit(KESTREL, "You got the job. Now what?", "You have the chair. Now what?", "tagline", "You got the job", "You have the chair"),
    Edit(SALT, "<tr><td>Family Week</td><td>£390</td>", "<tr><td>Family Week</td><td>£410</td>", "price", "£390", "£410"),
    Edit(SALT, "<h3>Farah Siddiqui &ndash; Senior instructor</h3>", "<h3>Farah Siddiqui &ndash; Chief instructor</h3>", "person", "Senior instructor", "Chief instructor"),
    Edit(SALT, "Owen Pryce-Davies", "Gethin Morgan", "person", "Owen Pryce-Davies", "Gethin Morgan"),
    Edit(LUMIAR, "R$ 890", "R$ 940", "price", "R$ 890", "R$ 940"),
    Edit(LUMIAR, "Caio Yamashita", "Renata Prado", "person", "Caio Yamashita", "Renata Prado"),
    Edit(LUMIAR, "180", "192"),
    Edit(PHYSIO, "36,90", "38,40", "price", "36,90", "38,40"),
    Edit(PHYSIO, "<p><strong>Murat Aydın</strong>, Physiotherapeut und Lymphtherapeut</p>", "", "person", "Murat Aydın", ""),
    Edit(DEKKER, "<dt>Kleine beurt</dt><dd>€ 49,50</dd>", "<dt>Kleine beurt</dt><dd>€ 52,50</dd>", "price", "49,50", "52,50"),
    Edit(DEKKER, "<li><img src=\"/o.jpg\" alt=\"\"><h3>Omar el Idrissi</h3><p>Chef werkplaats</p></li><li><img src=\"/j.jpg\" alt=\"\"><h3>Joost van der Velde</h3><p>Verkoop en lease</p></li>", "<li><img src=\"/j.jpg\" alt=\"\"><h3>Joost van der Velde</h3><p>Verkoop en lease</p></li><li><img src=\"/o.jpg\" alt=\"\"><h3>Omar el Idrissi</h3><p>Chef werkplaats</p></li>"),
    Edit(OLMEDA, "Marisol Peña", "Lucía Herranz", "person", "Marisol Peña", "Lucía Herranz"),
    Edit(OLMEDA, "Mi gato odia a todo el mundo menos a Nuria.", "Mi gata duerme en la sala de espera.", "testimonial", "Mi gato odia", "Mi gata duerme"),
    Edit(PONTE, "Auditor qualit&agrave; (part-time)", "Responsabile di cantiere (Modena)", "hiring", "Auditor", "Responsabile di cantiere"),
    Edit(HIRZEL, "Dragana Petrović", "Nadja Frei", "person", "Dragana Petrović", "Nadja Frei"),
    Edit(HIRZEL, "info@hirzel-treuhand.example", "kontakt@hirzel-treuhand.example", "email", "info@", "kontakt@"),
    Edit(HIRZEL, "Fr. 35.50", "Fr. 38.–", "price", "35.50", "38"),
    Edit(DENTAL, "Benjamin Sato", "Priscilla Okafor", "person", "Benjamin Sato", "Priscilla Okafor"),
    Edit(DENTAL, "My son asked when he could go back. He is six.", "We drove an hour and would drive two.", "testimonial", "My son asked", "We drove an hour"),
    Edit(DENTAL, "Associate Dentist", "Partner Dentist"),
    Edit(JUNIPER, ">1,800<", ">1,950<", "price", "1,800", "1,950"),
    Edit(JUNIPER, "When the tent came down, Rowan held the pole and Mae kept shooting.", "When the tent came down, Rowan held a pole and Mae kept on shooting.", "testimonial", "held the pole", "held a pole"),
    Edit(AUTO, "Shelby Kowalczyk", "Marcy Dunlap", "person", "Shelby Kowalczyk", "Marcy Dunlap"),
    Edit(AUTO, "Honest work on", "Plain work on", "tagline", "Honest work", "Plain work"),
    Edit(AUTO, "Farm Truck Inspection", "Tractor Inspection", "offer", "Farm Truck", "Tractor Inspection"),
)  # fmt: skip

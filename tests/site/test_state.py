"""Data that lies in the shell of a drawn page is read without a browser, and quoted as it stands in the markup."""

import html
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers import answer
from precall.reading.page import read_page
from precall.site.standing import stands
from precall.site.state import items

HOME = "https://acme.example/"
BUSINESS = {"name": "Acme Boats", "email": "hello@acme.example", "phone": "+44 20 7946 0182"}
PLACE = {"street": "12 Harbour Road", "city": "Leeds", "postcode": "LS1 4AP", "country": "United Kingdom"}
PERSON = {"name": "Ada Winterbourne", "position": "Founder"}


def shell(script: str) -> str:
    return f'<!doctype html><html lang="en"><title>Acme Boats</title><div id="app"></div>{script}<script src="/a.js"></script>'


NEXT = shell(f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"pageProps": {"site": {**BUSINESS, "address": PLACE}, "team": [PERSON]}}})}</script>')  # fmt: skip
ASSIGNED = shell(f"<script>window.__INITIAL_STATE__ = {json.dumps({'contact': {**BUSINESS, **PLACE}, 'people': [PERSON]})};</script>")  # fmt: skip
TYPED = shell(f'<script type="application/json">{json.dumps({"seo": {"@type": "LocalBusiness", "telephone": BUSINESS["phone"], **BUSINESS, "address": {"@type": "PostalAddress", "streetAddress": PLACE["street"], "addressLocality": "Leeds", "postalCode": "LS1 4AP"}, "founder": {"@type": "Person", "name": PERSON["name"]}}})}</script>')  # fmt: skip
NUXT = shell('<script id="__NUXT_DATA__" type="application/json">[{"a":1,"b":5},{"email":2,"phone":3,"name":4},"hello@acme.example","+44 20 7946 0182","Acme Boats",{"name":6,"position":7},"Ada Winterbourne","Founder"]</script>')  # fmt: skip


NUXT_2 = shell('<script>window.__NUXT__=(function(a,b,c){c.name=b;c.position="Founder";return {layout:"default",data:[{contact:{name:"Acme Boats",email:"hello@acme.example",phone:a,address:{street:"12 Harbour Road",city:"Leeds"}},team:[c,{name:null}]}],error:null,serverRendered:!0,at:new Date(1700000000000)}}("+44 20 7946 0182","Ada Winterbourne",{}));</script>')  # fmt: skip
PARSED = shell(f"<script>window.__PRELOADED_STATE__ = JSON.parse({json.dumps(json.dumps({'contact': BUSINESS, 'people': [PERSON]}))});</script>")  # fmt: skip
LOOSE = shell("<script>Static.SQUARESPACE_CONTEXT = {contact: {mail: 'hello@acme.example', phone: '+44 20 7946 0182'}, people: [{name: 'Ada Winterbourne', role: 'Founder'},], at: now(), n: -.5};</script>")  # fmt: skip


def pushed(*texts: str) -> str:
    """What Next.js sends to React, as its scripts push it."""
    return "".join(f"<script>self.__next_f.push([1,{json.dumps(text)}])</script>" for text in texts)


OLD = 'é: an old text\n9:{"email": "old@acme.example", "phone": "+44 20 7946 0999"}\n'
ROWS = (
    '1:"$Sreact.fragment"\n2:I[39756,["/_next/a.js"],"default"]\n:HL["/_next/a.css","style"]\n',
    f'5:T{len(OLD.encode()):x},{OLD}0:{{"P":null,"f":[["$","div",null,{{"children":["$","$L2",null,{{"site":',
    f'{json.dumps({**BUSINESS, "fax": "$undefined"})},"team":[{json.dumps(PERSON)}]}}]}}]]}}\n',
)
FLIGHT = shell(f"<script>(self.__next_f=self.__next_f||[]).push([0])</script>{pushed(*ROWS)}")


STREAM = [
    {"_1": 2}, "loaderData", {"_3": 4}, "root", {"_5": 6, "_13": 14, "_19": -5}, "site", {"_7": 8, "_9": 10, "_11": 12},
    "email", "hello@acme.example", "phone", "+44 20 7946 0182", "name", "Acme Boats", "team", ["P", 20], {"_11": 17, "_16": 18},
    "position", "Ada Winterbourne", "Founder", "none",
]  # fmt: skip


def streamed(name: str) -> str:
    """What a server of React Router sends, in two parts that end within a line."""
    text = f"{json.dumps(STREAM)}\nP20:[[15]]\n"
    parts = (text[:150], text[150:])
    sent = "".join(
        f"<script>window.{name}.streamController.enqueue({json.dumps(part)});</script>" for part in parts
    )
    return shell(f"<script>window.{name} = {{basename: '/'}};</script>{sent}")


def island(value: object) -> str:
    """A page whose only content is for Astro's script to fill in."""
    props = html.escape(json.dumps({"site": [0, value], "at": [3, "2026-01-31T09:00:00.000Z"]}))
    return shell(f'<astro-island uid="x" component-url="/a.js" client="only" props="{props}"></astro-island>')


def plain(record: dict[str, str]) -> list[object]:
    return [0, {name: [0, value] for name, value in record.items()}]


ASTRO = island({"contact": plain(BUSINESS), "team": [1, [plain(PERSON)]]})
ASTRO_2 = island({"contact": plain(BUSINESS), "team": [1, json.dumps([plain(PERSON)])]})
STREAMS = [streamed("__reactRouterContext"), streamed("__remixContext")]


@pytest.mark.parametrize(
    "markup", [NEXT, ASSIGNED, TYPED, NUXT, NUXT_2, PARSED, LOOSE, FLIGHT, ASTRO, ASTRO_2, *STREAMS]
)
def test_contact_data_and_people_in_the_state_are_facts(markup: str) -> None:
    """Frameworks' data, a script's variable, schema.org types within; each quote stands in the markup."""
    fetched = answer(HOME, markup)
    found = read_page(fetched)
    assert found.notice == "drawn by script only"
    told = {(one.kind, str(one.value)): one.evidence for one in found.candidates}
    for fact in (
        ("email", "hello@acme.example"),
        ("phone", "+44 20 7946 0182"),
        ("person", "Ada Winterbourne"),
    ):
        assert fact in told, sorted(told)
        assert told[fact].where == "markup"
        assert stands(fetched, [told[fact]]) == (True,)
    assert ("email", "old@acme.example") not in told


def test_the_address_is_read_with_its_parts() -> None:
    """Beside the contact data, or within."""
    for markup in (NEXT, ASSIGNED, NUXT_2):
        kinds = {one.kind: one for one in read_page(answer(HOME, markup)).candidates}
        assert "12 Harbour Road" in str(kinds["address"].value)


@pytest.mark.parametrize(
    "script",
    [
        f'<script type="application/json">{json.dumps({"label": "email", "phone": "+44 20 7946 0182"})}</script>',
        f"<script>const form = {json.dumps(BUSINESS)};</script>",
        "<script>window.__NUXT__=(function(a){alert(1);return {email:'x@acme.example',phone:a}}('+44 20 7946 0182'))</script>",
        "<script>window.__NUXT__=(function(a){return {email:'x@acme.example',phone:a.b}}({b:1}))</script>",
        "<script>window.__STATE__=[[" + "(function(a){return " * 900 + "</script>",
        "<script>window.__NUXT__=" + "{a:[" * 900 + "</script>",
        "<script>window.__reactRouterContext.streamController.enqueue('not of double quotes')</script>",
        '<script>window.__reactRouterContext.streamController.enqueue("[{\\"_9\\": 1, \\"_x\\": 2, \\"_1\\": 99}, 7, [], {\\"_99999999\\": 1}]\\nP1:[\\nP2:{}")</script>',
        f'<astro-island props="{{&quot;a&quot;:{"[1,[" * 900}"></astro-island>',
        f'<astro-island props="{{&quot;a&quot;:{"[1,[" * 300}0{"]]" * 300}}}"></astro-island>',
        '<astro-island props="[0,[1]]"></astro-island><astro-island></astro-island>',
        '<script type="application/json">{"broken": </script>',
        '<script type="application/json">' + "[" * 5000 + "</script>",
    ],
)
def test_what_does_not_say_what_it_is_is_left_alone(script: str) -> None:
    """One name of contact data may be a form's; a variable of any name may be an example."""
    assert items([("application/json", "")]) == []
    told = [
        one for one in read_page(answer(HOME, shell(script))).candidates if one.evidence.where == "markup"
    ]
    assert [one.kind for one in told if one.kind in ("email", "person")] == []


def test_a_page_that_speaks_for_itself_is_not_searched_for_state() -> None:
    """Its text is what visitors see; its state may hold other pages, drafts and forms."""
    body = f"<p>{'We build boats and mend them. ' * 20}</p>"
    found = read_page(answer(HOME, NEXT.replace('<div id="app"></div>', body)))
    assert not [one for one in found.candidates if one.kind == "person"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(st.none() | st.integers(-3, 9) | st.text(max_size=8), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["@type", "email", "phone", "name", "role", "address", "street", "city"]), inner), max_leaves=20))  # fmt: skip
def test_no_state_breaks_the_reader(value: object) -> None:
    """Whatever the shape, and every item says what it is."""
    text = json.dumps(value)
    for item in items([("application/json", text)]):
        assert item.types
        assert item.where == "markup"
        assert isinstance(item.quote(item.text("email")), str)

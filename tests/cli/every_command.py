"""Every command once, in an order in which each finds what it needs."""

from pathlib import Path

NOW = "2026-02-01T09:00:00Z"
EVERY = tuple(
    tuple(line.split())
    for line in """
init --name Jo --company Field --signature Jo --playbook coach
config
doctor
completion bash
templates
templates copy briefing.md.j2
templates check
demo --out sample --quiet
research acme.example --with Ann --when 2026-02-03T10:00
verify briefings
cache
batch list.csv --out prospects --jobs 1 --pages 2 --yes
status prospects
prep --calendar calls.ics --quiet
debrief acme.example --notes call.txt --with Ann --to ann@acme.example
followup acme.example
promise acme.example figures --by friday
kept 1
remember acme.example bees
sent acme.example
gift add call.txt --about bees
today
show acme.example
clients
changes acme.example
checkin acme.example --anyway
debrief other.example --notes call.txt
merge acme.example other.example
backup copies/memory.sqlite3
restore copies/memory.sqlite3 --yes
export exports/memory.json
export exports/promises.ics
export exports/people.vcf
export tables --as hubspot
import exports/memory.json
forget acme.example --yes
""".strip().splitlines()
)


def lay_inputs(folder: Path) -> None:
    """The files that the commands read, in the folder where they are started."""
    (folder / "list.csv").write_text("website\none.example\ntwo.example\n", encoding="utf-8")
    (folder / "call.txt").write_text(
        "heard: we want our Sundays back\ni promised: a price by Friday\ngoal: two Sundays off\n",
        encoding="utf-8",
    )
    (folder / "calls.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260202T100000Z\r\n"
        "DTEND:20260202T103000Z\r\nSUMMARY:Call with https://acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )

"""By which route can a prospect be reached, without using anybody's personal address?"""

import re

from precall.model.dossier import Dossier
from precall.model.fact import Fact
from precall.words.match import vocabulary

_PARTS = re.compile(r"[._+-]|\d+")


def contact_route(dossier: Dossier, *, personal: bool = False) -> str:
    """A mailbox that belongs to a role (info@, hello@), else the contact page, the booking page or the telephone.

    With `personal` a person's mailbox counts too, but never one that stands on an imprint or a privacy page only:
    it was published because the law demands it. Empty where there is no route.
    """
    mailboxes = [fact for fact in dossier.of("email") if not fact.check]
    open_to_all = [fact for fact in mailboxes if is_role(str(fact.value))]
    if personal:
        open_to_all += [fact for fact in mailboxes if _is_offered(fact, dossier)]
    best = next(iter(open_to_all), None)
    if best is not None:
        return str(best.value)
    return dossier.best("contact_page") or dossier.best("booking") or dossier.best("phone")


def is_role(mailbox: str) -> bool:
    """Whether a mailbox belongs to a role and not to a person."""
    local = mailbox.partition("@")[0].casefold()
    roles = vocabulary("mailboxes", "roles")
    return local in roles or next((part for part in _PARTS.split(local) if part), "") in roles


def _is_offered(fact: Fact, dossier: Dossier) -> bool:
    legal = {page.url for page in dossier.pages if page.kind == "legal"}
    return any(evidence.url not in legal for evidence in fact.evidence)

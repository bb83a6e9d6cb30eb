"""Which mail addresses does Cloudflare's protection hide? A browser shows them, as its script puts them back."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

CODE = "data-cfemail"
BEHIND = "/email-protection#"
"""With this a link leads to the code of an address; its words are "[email protected]" then."""
_SIGN = "email"


def decoded(code: str) -> str:
    """The address in a code: each byte is combined with the first by exclusive or; empty where it is none."""
    try:
        data = bytes.fromhex(code.strip())
    except ValueError:
        return ""
    return bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8", "replace") if len(data) > 4 else ""


def show(root: "_Element") -> None:
    """Puts the addresses back where a page says "[email protected]" in their place."""
    for element in root.iter("a", "span"):
        href = element.get("href") or ""
        code = element.get(CODE) or (href.partition(BEHIND)[2] if BEHIND in href else "")
        address = decoded(code).partition("?")[0] if code else ""
        if "@" in address and address.isprintable() and _is_hidden(element):
            for child in list(element):
                element.remove(child)
            element.text = address


def _is_hidden(element: "_Element") -> bool:
    said = "".join(map(str, element.itertext())).strip()
    return said.startswith("[") and said.endswith("]") and _SIGN in said.lower()

"""Which mail addresses does Cloudflare's protection hide? What a page's text says in their place is no quote of anybody."""

CODE = "data-cfemail"
BEHIND = "/email-protection#"
"""With this a link leads to the code of an address; its words are "[email protected]" then."""


def decoded(code: str) -> str:
    """The address in a code: each byte is combined with the first by exclusive or; empty where it is none."""
    try:
        data = bytes.fromhex(code.strip())
    except ValueError:
        return ""
    return bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8", "replace") if len(data) > 4 else ""

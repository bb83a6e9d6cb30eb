"""What is a client's folder called? Each client has a name of their own, which every file system takes."""

import re
from hashlib import sha256

from precall.site.text import clean

_PLAIN = re.compile(r"[a-z0-9_][a-z0-9_@+.-]{0,119}(?<!\.)")
_IPV6 = re.compile(r"[0-9a-f]*(?::[0-9a-f]*){2,7}")
_LIKE_IPV6 = re.compile(r"[0-9a-f]*(?:_[0-9a-f]*){2,7}")
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)"  # devices of Windows, whatever stands behind a dot
    r"|(?:index\.html|agenda\.(?:html|md)|results\.(?:csv|jsonl)|batch\.sqlite3)$"  # what lies beside the clients' folders
)
_FORMER_MAIL = re.compile(r"[^\w.-]+")
_FORMER_LONGEST = 120
_NOT_PLAIN = re.compile(r"[^a-z0-9_@+.-]+")
_READABLE, _DIGEST = 60, 12  # characters


def folder_name(key: str) -> str:
    """The folder of whoever is kept under a domain or an e-mail address, in lower case: no two have the same.

    That is the key itself wherever it can be (the colons of an IPv6 address are underscores). A name that is taken on
    some systems begins with an underscore. Of any other key what can be read is kept, with a part of its hash behind a
    tilde, which no plain name has.
    """
    if _IPV6.fullmatch(key):
        return key.replace(":", "_")
    if _PLAIN.fullmatch(key) and not _is_made(key):
        return f"_{key}" if _RESERVED.match(key) else key
    readable = _NOT_PLAIN.sub("-", key)[:_READABLE].strip(".-_")
    taken = "_" if _RESERVED.match(readable) else ""
    return f"{taken}{readable}~{sha256(key.encode()).hexdigest()[:_DIGEST]}"


def former_name(key: str) -> str:
    """What earlier versions called the folder, where that was a name that two clients could share; else as it is now."""
    if "@" in key:
        name = _FORMER_MAIL.sub("-", clean(key).casefold())[:80].strip(".-_ ")
        return f"site-{name}".rstrip("-") if not name or _RESERVED.match(name) else name
    if len(key) > _FORMER_LONGEST:
        return f"{key[:_FORMER_LONGEST].rstrip('.-')}-{sha256(key.encode()).hexdigest()[:8]}"
    return folder_name(key)


def _is_made(name: str) -> bool:
    """Whether a plain name is what another key becomes."""
    return bool(_LIKE_IPV6.fullmatch(name) or (name[0] == "_" and _RESERVED.match(name[1:])))

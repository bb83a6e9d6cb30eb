"""Which country does the last part of a host name stand for?"""

# Country codes that are mostly used for what their letters say.
_GENERIC_TLDS = frozenset(
    "co io me tv ai cc fm ly to gg sh st ws la bz vc dj am im is pw tk ml ga cf gq su eu ac mn nu".split()
)
_ODD_TLDS = {"uk": "GB"}


def country_of(host: str) -> str:
    """The country of a host's top-level domain (ISO 3166-1 alpha-2); empty for generic ones."""
    ending = host.lower().rstrip(".").rpartition(".")[2]
    if len(ending) != 2 or ending in _GENERIC_TLDS:
        return ""
    return _ODD_TLDS.get(ending, ending.upper())

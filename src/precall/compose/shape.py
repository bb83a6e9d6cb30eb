"""By which expression does a language say something in a note or a finished sentence: the deed, the price, the day?"""

import re
from functools import cache

from precall import words


@cache
def shape(name: str, language: str) -> re.Pattern[str]:
    """What `[letter]` of a language's file has under a name, for text as it is written.

    Where it has none: what fits nothing, with the groups that the English one has.
    """
    every = words.table("letter")
    found = every.get(language, {}).get(name)
    source = found or every["en"][name]
    whole = source if isinstance(source, str) else "|".join(source)
    return re.compile(whole if found else rf"(?!)(?:{whole})")

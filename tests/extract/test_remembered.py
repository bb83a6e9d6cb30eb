"""Which answers about texts are kept."""

from precall.words.remembered import LONGEST, of_short_text


def test_a_menu_that_stands_on_every_page_is_read_once() -> None:
    """A short text's answer is at hand the second time."""
    asked: list[str] = []
    read = of_short_text(lambda text: asked.append(text) or len(text))
    assert (read("Contact"), read("Contact"), asked) == (7, 7, ["Contact"])


def test_a_long_text_is_not_kept() -> None:
    """A hostile site's long texts take no memory: they are read each time."""
    asked: list[int] = []
    read = of_short_text(lambda text: asked.append(len(text)) or text[:2])
    long = "a" * (LONGEST + 1)
    assert (read(long), read(long), asked) == ("aa", "aa", [LONGEST + 1] * 2)


def test_an_answer_that_is_none_is_kept_as_well() -> None:
    """Most texts name nobody: that too is worth remembering."""
    asked: list[str] = []
    read = of_short_text(lambda text: asked.append(text))
    assert (read("Imprint"), read("Imprint"), asked) == (None, None, ["Imprint"])

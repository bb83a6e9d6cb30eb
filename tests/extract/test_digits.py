"""Are the blocks that are worth a search for numbers and years found?"""

from contact_pages import page

from precall.extract import digits


def test_blocks_with_numbers_and_with_years_are_told_apart() -> None:
    """Words alone hold neither, a price a number, a founding year both; any script's digits count."""
    document = page("<p>About us</p><p>From £45</p><p>Since 1998</p><p>٢٠ years</p><p>Open until 2100</p>")
    assert [block.text for block in digits.numbered(document)] == [
        "From £45",
        "Since 1998",
        "٢٠ years",
        "Open until 2100",
    ]
    assert [block.text for block in digits.dated(document)] == ["Since 1998"]
    assert digits.places(document) == {1, 2, 3, 4}

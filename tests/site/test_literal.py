"""JavaScript values are read from their source as the language means them, and nothing is run."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from precall.site.literal import read


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("{a: 1, 'b c': [\"x\", , 2,], 3: .5}", {"a": 1, "b c": ["x", None, 2], "3": 0.5}),
        ("[!0, !1, null, undefined, void 0, true, -1.5e3]", [True, False, None, None, None, True, -1500.0]),
        (r"""'it\'s \x41\u00e9\u{1F600}\uD83D\uDE00\n\/'""", "it's Aé😀😀\n/"),
        (r'"half \uD83D"', "half \ufffd"),
        ("[new Date(12), now('x'), Array(3)]", [None, None, []]),
        ('(function(a,b){return {x:a,y:[b,a]}}("one",2))', {"x": "one", "y": [2, "one"]}),
        ("(function(){return {x:1};})()", {"x": 1}),
        ('(function(a,b,c){a.x=b;a["y z"]=c;c[0]=b;return a}({},7,Array(1)))', {"x": 7, "y z": [7]}),
    ],
)
def test_a_value_is_read(source: str, value: Any) -> None:
    """Names without quotes, both kinds of quotes, escapes, what a function was given and what it set."""
    assert read(source) == (value, len(source))


@pytest.mark.parametrize(
    "source",
    [
        "", "{", "[1", "{a}", "{a:}", "a", "{a: b}", "a.b", "`x`", "'x", "/x/", "1 + 1 }"[5:], "function(){}",
        "(function(a){alert(1);return a}(2))",
        "(function(a){return a.b}({b:1}))",
        "(function(a){return (function(b){return b}(a))}(2))",
        "(function(a){for(;;){}}(2))",
        "[" * 5000, "(" * 5000, "{a:" * 5000, "!" * 5000, "new " * 5000,
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused(source: str) -> None:
    """Whatever would have to be run, and what ends too early or goes too deep."""
    with pytest.raises(ValueError):
        read(source)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="{}[]()'\",:;=.ab1\\!- \n") | st.text())
def test_no_source_breaks_it(source: str) -> None:
    """It reads a value or refuses, and never goes beyond the end."""
    try:
        _, end = read(source)
    except ValueError:
        return
    assert 0 < end <= len(source)

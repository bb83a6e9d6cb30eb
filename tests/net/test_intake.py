"""How much of a body is taken, and what it decodes to."""

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.net.intake import Intake, Undecodable, content_coding, size


def packed(data: bytes, level: int = 9) -> bytes:
    """Gzip without the time in its header, so that each run tries the same bytes."""
    return gzip.compress(data, level, mtime=0)


PAGE = b"<html><title>Acme</title>" + b"<p>We mend boats and teach sailing.</p>" * 50


def taken(data: bytes, coding: str = "", limit: int = 1_000_000, step: int = 1000) -> tuple[bytes, str]:
    """The body and the partial reason after the data came in pieces."""
    intake = Intake(limit, coding)
    for start in range(0, len(data), step):
        intake.take(data[start : start + step])
    done = intake.done()
    return done.body, done.partial


def raw_deflate(data: bytes) -> bytes:
    """Deflate without zlib's wrapping, as some servers send it."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("step", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("data", "coding"),
    [
        (PAGE, ""),
        (packed(PAGE), "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (raw_deflate(PAGE), "deflate"),
        (packed(PAGE), ""),
        (packed(PAGE), "deflate"),
        (PAGE, "gzip"),
        (packed(PAGE) + b"\xaa" * 5000, "gzip"),
        (packed(PAGE[:300]) + packed(PAGE[300:]), "gzip"),
    ],
)
def test_a_page_is_read_whole_however_it_is_packed(data: bytes, coding: str, step: int) -> None:
    """Declared or not, wrapped or not, said to be packed or not, with garbage behind it: the page is the page."""
    assert taken(data, coding, step=step) == (PAGE, "")


def test_a_body_over_the_limit_is_cut_and_said_to_be() -> None:
    """What was read is used, and marked."""
    assert taken(PAGE, limit=500) == (PAGE[:500], "cut at 500 bytes")
    assert taken(packed(PAGE), "gzip", limit=500) == (PAGE[:500], "cut at 500 bytes")


def test_a_broken_packed_body_gives_what_could_be_unpacked() -> None:
    """Half a stream is half a page."""
    body, partial = taken(packed(PAGE + bytes(range(256)) * 20, 1)[:-40], "gzip")
    assert body.startswith(PAGE[:100])
    assert partial == "the compressed body is broken"


def test_a_body_that_is_all_damage_is_refused() -> None:
    """Nothing could be unpacked, so nothing is read."""
    with pytest.raises(Undecodable, match="broken"):
        taken(packed(PAGE)[:10] + b"\xff" * 100, "gzip")


def test_a_bomb_stops_at_the_ratio() -> None:
    """Kilobytes that decode to megabytes of nothing are no page."""
    with pytest.raises(Undecodable, match="compression bomb"):
        taken(packed(bytes(50_000_000), 9), "gzip", limit=20_000_000)


def test_a_bomb_in_one_piece_stops_at_the_limit() -> None:
    """One network read can hold it all; the limit holds while decoding."""
    bomb = packed(bytes(50_000_000), 9)
    body, partial = taken(bomb, "gzip", limit=2_000_000, step=len(bomb))
    assert len(body) == 2_000_000
    assert partial == "cut at 2.0 MB"


def test_a_cut_off_connection_is_the_reason_given() -> None:
    """Why no more came is kept."""
    intake = Intake(1000)
    intake.take(b"<p>half")
    assert intake.done(cut="connection reset").partial == "connection reset"


@pytest.mark.parametrize(
    ("header", "coding"),
    [("", ""), ("gzip", "gzip"), ("x-gzip", "gzip"), ("GZIP, identity", "gzip"), ("Deflate", "deflate")],
)
def test_codings_that_were_asked_for_are_understood(header: str, coding: str) -> None:
    """Gzip and deflate in their spellings."""
    assert content_coding(header) == coding


@pytest.mark.parametrize(
    "header", ["br", "zstd", "banana", "gzip, gzip", ", ".join(["gzip"] * 100), "br, gzip"]
)
def test_other_codings_and_chains_are_refused_with_the_reason(header: str) -> None:
    """What was not asked for is not decoded."""
    with pytest.raises(Undecodable, match="compressed"):
        content_coding(header)


def test_sizes_are_told_in_words() -> None:
    """From bytes to terabytes."""
    assert [size(n) for n in (0, 999, 12_345, 5_000_000, 209_715_200, 10**10, 10**12)] == [
        "0 bytes", "999 bytes", "12 kB", "5.0 MB", "209.7 MB", "10.0 GB", "1.0 TB",
    ]  # fmt: skip


@settings(max_examples=120)
@given(st.binary(max_size=3000), st.sampled_from(["", "gzip", "deflate"]), st.integers(1, 400))
def test_any_bytes_are_taken_within_the_limit(data: bytes, coding: str, step: int) -> None:
    """Whatever comes, it is taken, cut or refused; never more than the limit."""
    try:
        body, _ = taken(data, coding, limit=1000, step=step)
    except Undecodable:
        return
    assert len(body) <= 1000

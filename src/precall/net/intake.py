"""How much of an answer's body is taken, and what does it decode to?

The bytes come raw and are decoded in small steps, with a cap on what came, on what it decodes to and on the ratio of
the two: a kilobyte can decode to gigabytes.
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

PAGE_BYTES = 5_000_000
# A brochure cannot be read in part: its index stands at its end.
PDF_BYTES = 12_000_000
STEP = 64 * 1024
MOST_RATIO = 400
RATIO_COUNTS_FROM = 1_000_000
GZIP_MAGIC = b"\x1f\x8b"


class Undecodable(ValueError):
    """The body cannot be decoded; the message says why in plain words."""


def content_coding(header: str) -> str:
    """The one coding of a Content-Encoding header: gzip, deflate or empty. Undecodable where it is another."""
    names = [name.strip().lower() for name in header[:2000].split(",")]
    codings = [name for name in names if name not in ("", "identity")]
    if len(codings) > 1:
        raise Undecodable(f"compressed {len(codings)} times over")
    coding = {"x-gzip": "gzip"}.get(codings[0], codings[0]) if codings else ""
    if coding not in ("", "gzip", "deflate"):
        raise Undecodable(f"compressed with {coding[:40]!r}, which was not asked for")
    return coding


class Taken(NamedTuple):
    """A body as far as it was taken; `partial` says why it is not whole."""

    body: bytes
    partial: str = ""


class Intake:
    """Takes a body piece by piece, up to `limit` bytes of what came and of what it decodes to."""

    def __init__(self, limit: int, coding: str = "") -> None:
        self._limit = limit
        self._coding = coding
        self._parts: list[bytes] = []
        self._came = 0
        self._decoded = 0
        self._decoder: _Decoder | None = None
        self._begun = False
        self._start = b""
        self.full = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was decoded so far."""
        return self._decoded == 0

    def take(self, data: bytes) -> None:
        """Take the next raw bytes; Undecodable when they are broken from the start, or a bomb."""
        if not self._begun:
            self._start += data
            if len(self._start) < 2:
                return
            data = self._begin()
        if self.full or not data:
            return
        room = self._limit - self._came
        self._came += len(data)
        if len(data) > room:
            data, self.full = data[:room], True
        for start in range(0, len(data), STEP):
            self._keep(data[start : start + STEP])

    def done(self, *, cut: str = "") -> Taken:
        """The body so far; `cut` says why no more came. Undecodable when no byte of it could be decoded."""
        if not self._begun and self._start:
            self._add(self._start)
        body = b"".join(self._parts)
        if self._decoder is not None and not body and self._came and self._decoder.broken:
            raise Undecodable("the compressed body is broken")
        if self.full:
            return Taken(body, f"cut at {size(self._limit)}")
        if cut:
            return Taken(body, cut)
        if self._decoder is not None and (self._decoder.broken or not self._decoder.ended) and self._came:
            return Taken(body, "the compressed body is broken")
        return Taken(body)

    def _begin(self) -> bytes:
        """Choose the decoder by the first two bytes, which show how a body is wrapped."""
        self._begun, data = True, self._start
        # No page begins like gzip, and many a compressed sitemap or page is sent without the header that says so.
        if data.startswith(GZIP_MAGIC):
            self._decoder = _Decoder(16 + zlib.MAX_WBITS)
        elif self._coding == "deflate":
            # Servers send zlib's wrapping or none; a zlib header is 0x?8 and divisible by 31 (RFC 1950).
            wrapped = data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
            self._decoder = _Decoder(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        return data

    def _keep(self, data: bytes) -> None:
        if self._decoder is None:
            self._add(data)
            return
        for part in self._decoder.pieces(data, self._limit - self._decoded):
            self._add(part)
            if self._decoded > RATIO_COUNTS_FROM and self._decoded > MOST_RATIO * self._came:
                raise Undecodable(
                    f"a compression bomb: {size(self._came)} decode to over {size(self._decoded)}"
                )
            if self.full:
                return

    def _add(self, part: bytes) -> None:
        room = self._limit - self._decoded
        if len(part) > room:
            part, self.full = part[:room], True
        self._parts.append(part)
        self._decoded += len(part)


class _Decoder:
    """Inflates in steps of 64 KiB. A further gzip member is read too; other bytes behind the end are dropped."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._inflate = zlib.decompressobj(window)
        self._behind = b""
        self.broken = False

    @property
    def ended(self) -> bool:
        return self._inflate.eof

    def pieces(self, data: bytes, room: int) -> Iterator[bytes]:
        """The decoded pieces of some raw bytes, until there are more than `room` bytes of them."""
        waiting, more = data, True
        while (waiting or more) and room >= 0 and not self.broken:
            if self._inflate.eof:
                waiting = self._next_member(waiting)
                if not waiting:
                    return
            try:
                part = self._inflate.decompress(waiting, STEP)
            except zlib.error:
                self.broken = True
                return
            waiting = self._inflate.unused_data or self._inflate.unconsumed_tail
            more = len(part) == STEP
            room -= len(part)
            yield part

    def _next_member(self, data: bytes) -> bytes:
        """The data from which to go on behind a member's end; none where no further member begins there."""
        behind = self._behind + data
        if not behind.startswith(GZIP_MAGIC):
            self._behind = behind[:2]
            return b""
        self._inflate, self._behind = zlib.decompressobj(self._window), b""
        return behind


def size(count: int) -> str:
    """A number of bytes in words: 900 bytes, 12 kB, 5.0 MB, 1.0 TB."""
    if count < 1000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count // 1000} kB"
    for unit, scale in (("MB", 10**6), ("GB", 10**9)):
        if count < scale * 1000:
            return f"{count / scale:.1f} {unit}"
    return f"{count / 10**12:.1f} TB"

"""A proxy or certificates that cannot be used end a run at once, in one line, with status 2."""

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Precall

from precall.net.pinning import tls_context

PROXIES = [
    "http://ann:secret@127.0.0.1:99999",
    "http://127.0.0.1:port",
    "socks5://127.0.0.1:1080",
    "http://[::1",
]


@pytest.fixture
def no_tls() -> Callable[[], None]:
    """TLS as at the start of a process."""
    tls_context.cache_clear()
    return tls_context.cache_clear


@pytest.mark.parametrize("proxy", PROXIES)
@pytest.mark.parametrize("command", ["research", "batch", "prep", "doctor"])
def test_a_proxy_that_cannot_be_used_is_said(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, proxy: str
) -> None:
    """By its variable; nothing is kept of it, so that the next run begins anew."""
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, proxy)
    (tmp_path / "list.csv").write_text("website\nacme.example\n", encoding="utf-8")
    arguments = {
        "research": ("acme.example", "-q"),
        "batch": ("list.csv", "--out", "all", "--jobs", "1", "-q"),
        "prep": ("--calendar", "https://calendar.example/me.ics", "-q"),
        "doctor": ("acme.example",),
    }
    ended = precall(command, *arguments[command])
    said = ended.out if command == "doctor" else ended.err
    assert ended.status == (1 if command == "doctor" else 2)
    assert "http_proxy is " in said
    assert "Write it as http://proxy.example:3128, or unset it" in said
    assert "secret" not in said
    if command != "doctor":
        assert len(ended.lines) == 1
        assert not (tmp_path / "all" / "results.csv").exists()
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.delenv(name)
    assert "proxy" not in precall("research", "acme.invalid", "-q", "--offline").err


def test_what_was_read_is_at_hand_without_a_way_out(
    precall: Precall, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Offline nothing is asked, so a broken proxy is no matter."""
    assert precall("research", "http://acme.example/", "-q").status == 0
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:99999")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/bundle.pem")
    assert precall("research", "http://acme.example/", "-q", "--offline").status == 0


@pytest.mark.parametrize("content", [None, "no certificate"])
@pytest.mark.parametrize("command", ["research", "batch"])
def test_certificates_that_cannot_be_read_are_said(
    precall: Precall, no_tls: Callable[[], None], served_url: str, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path, command: str, content: str | None,
) -> None:  # fmt: skip
    """As soon as a site is to be spoken to by https."""
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_text(content, encoding="utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    monkeypatch.setenv("PRECALL_ALLOW_PORTS", served_url.rstrip("/").rpartition(":")[2])
    monkeypatch.setenv("PRECALL_ALLOW_PRIVATE", "true")
    url = served_url.replace("http:", "https:")
    (tmp_path / "list.csv").write_text(f"website\n{url}\n", encoding="utf-8")
    ended = precall(
        *(("research", url, "-q") if command == "research" else ("batch", "list.csv", "--out", "all", "-q"))
    )
    assert (ended.status, len(ended.lines)) == (2, 1)
    assert f"the certificates of SSL_CERT_FILE cannot be read: {bundle}" in ended.err
    no_tls()

"""The address that was checked is the address that is connected to."""

import asyncio
import datetime
import ipaddress
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from loopback import always, answer, serving

from precall.errors import SettingsError
from precall.model.page import Fetched, Miss
from precall.net.client import Patience, SiteClient
from precall.net.guard import Address, Guard
from precall.net.pinning import GuardedTransport, Refused, checked_addresses, resolve, tls_context
from precall.net.proxies import Proxies, Proxy

PAGE = b"<title>Acme</title>"
NOW = datetime.datetime(2026, 1, 31, 9, 0, tzinfo=datetime.UTC)
DIRECTLY = Proxies()
LOOPBACK = ipaddress.ip_address("127.0.0.1")


class Names:
    """A resolver whose answers a test decides, one after the other; the last one stays."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = [[ipaddress.ip_address(text) for text in row] for row in answers]
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[Address]:
        """The next answer."""
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def client_with(names: Names, guard: Guard, proxies: Proxies = DIRECTLY) -> SiteClient:
    """A client that resolves by these names."""
    transport = GuardedTransport(guard, proxies, resolver=names)
    return SiteClient(clock=lambda: NOW, guard=guard, transport=transport, patience=Patience.within(3))


def get(url: str, names: Names, guard: Guard, proxies: Proxies = DIRECTLY) -> Fetched | Miss:
    """What comes back."""

    async def scene() -> Fetched | Miss:
        async with client_with(names, guard, proxies) as client:
            return await client.get(url)

    return asyncio.run(scene())


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["93.184.216.34", "10.0.0.1"],
        ["::1"],
        ["2606:2800:220:1::1", "::ffff:127.0.0.1"],
        ["169.254.169.254"],
    ],
)
def test_a_name_with_any_inside_address_is_refused(addresses: list[str]) -> None:
    """One inside address among public ones is enough."""
    outcome = get("http://acme.example/", Names(addresses), Guard())
    assert isinstance(outcome, Miss)
    assert outcome.reason.startswith("address not allowed: ")


def test_a_name_is_connected_to_by_the_address_that_was_checked() -> None:
    """The name resolves once; the Host header keeps it; what the name says later changes nothing."""

    async def scene() -> tuple[Fetched | Miss, Names, str]:
        names = Names(["127.0.0.1"], ["10.0.0.1"])
        async with serving(always(answer(PAGE))) as site, client_with(names, site.guard) as client:
            outcome = await client.get(f"http://acme.example:{site.port}/")
            return outcome, names, site.headers(0)["host"]

    outcome, names, host = asyncio.run(scene())
    assert isinstance(outcome, Fetched)
    assert names.asked == ["acme.example"]
    assert host.startswith("acme.example:")


def test_a_name_that_turns_inside_is_refused_at_its_next_connection() -> None:
    """Rebinding gains nothing: each connection judges anew."""

    async def scene() -> tuple[Fetched | Miss, Fetched | Miss]:
        names = Names(["127.0.0.1"], ["169.254.169.254"])
        async with (
            serving(always(answer(PAGE), close=True)) as site,
            client_with(names, site.guard) as client,
        ):
            url = f"http://acme.example:{site.port}/"
            return await client.get(url), await client.get(url)

    first, second = asyncio.run(scene())
    assert isinstance(first, Fetched)
    assert isinstance(second, Miss)
    assert second.reason == "address not allowed: 169.254.169.254 is a link-local address"


def test_a_dead_address_is_followed_by_the_next() -> None:
    """A host with several addresses is read where one of them answers."""

    async def scene() -> Fetched | Miss:
        names = Names(["127.0.0.9", "127.0.0.1"])
        async with serving(always(answer(PAGE))) as site, client_with(names, site.guard) as client:
            return await client.get(f"http://acme.example:{site.port}/")

    assert isinstance(asyncio.run(scene()), Fetched)


def test_the_families_take_turns() -> None:
    """A broken IPv6 costs one try, not four."""
    found = [ipaddress.ip_address(text) for text in ("2606::1", "2606::2", "2606::3", "8.8.8.8", "8.8.4.4")]
    assert checked_addresses(found, Guard()) == ["2606::1", "8.8.8.8", "2606::2", "8.8.4.4"]
    with pytest.raises(Refused):
        checked_addresses([*found, LOOPBACK], Guard())


def test_a_name_that_does_not_exist_is_said_so() -> None:
    """The resolver's words become ours."""

    class Nobody(Names):
        async def __call__(self, host: str, port: int) -> list[Address]:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    outcome = get("http://nobody.example/", Nobody(["127.0.0.1"]), Guard())
    assert outcome == Miss("http://nobody.example/", "name not found", transient=True)


def test_the_systems_resolver_is_asked_in_a_thread_of_its_own() -> None:
    """Literals need no asking; localhost resolves; nonsense is a plain resolver's error."""
    assert asyncio.run(resolve("127.0.0.1", 80)) == [LOOPBACK]
    assert all(address.is_loopback for address in asyncio.run(resolve("localhost", 80)))
    with pytest.raises((OSError, UnicodeError)):
        asyncio.run(resolve("x" * 70 + ".invalid", 80))


def test_a_resolver_that_hangs_holds_nothing_up() -> None:
    """The program ends in time although the thread still waits."""
    script = (
        "import asyncio, socket, time\n"
        "socket.getaddrinfo = lambda *a, **k: time.sleep(30)\n"
        "from precall.net.pinning import resolve\n"
        "try: asyncio.run(asyncio.wait_for(resolve('acme.example', 80), 0.1))\n"
        "except TimeoutError: print('left')\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=15
    )
    assert (done.stdout, done.stderr) == ("left\n", "")


def test_behind_a_proxy_the_proxy_resolves() -> None:
    """The whole address goes to the proxy; inside literals and local names do not even get there."""

    async def scene() -> tuple[list[str], list[Fetched | Miss], Names]:
        names = Names(["10.0.0.1"])
        async with serving(always(answer(PAGE))) as proxy:
            proxies = Proxies(http=Proxy("http", "127.0.0.1", proxy.port))
            async with client_with(names, Guard(), proxies) as client:
                urls = ("acme.example/about", "10.0.0.1/", "printer.local/", "[::ffff:127.0.0.1]/", "127.1/")
                outcomes = [await client.get(f"http://{url}") for url in urls]
            return proxy.paths, outcomes, names

    paths, outcomes, names = asyncio.run(scene())
    assert paths == ["http://acme.example/about"]
    assert isinstance(outcomes[0], Fetched)
    assert all(isinstance(outcome, Miss) and "not allowed" in outcome.reason for outcome in outcomes[1:])
    assert names.asked == []


KEY = ec.generate_private_key(ec.SECP256R1())


def certificate(name: str, *, issuer: str = "Test CA", days: int = 30, ca: bool = False) -> bytes:
    """A certificate in PEM, signed by the one key of these tests."""
    start = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=60)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(KEY.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=60 + days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    )
    return builder.sign(KEY, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def server_context(folder: Path, pem: bytes) -> ssl.SSLContext:
    """A server's TLS with this certificate."""
    private = KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(pem + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A certificate authority that this process trusts through SSL_CERT_FILE."""
    file = tmp_path / "ca.pem"
    file.write_bytes(certificate("Test CA", ca=True))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    tls_context.cache_clear()
    yield file
    tls_context.cache_clear()


@pytest.mark.parametrize(
    ("pem", "reason"),
    [
        (certificate("acme.example"), ""),
        (certificate("acme.example", days=-1), "certificate expired"),
        (certificate("other.example"), "certificate is for another name"),
        (certificate("acme.example", issuer="acme.example"), "certificate is self-signed"),
        (certificate("acme.example", issuer="Nobody CA"), "certificate is signed by an unknown authority"),
    ],
    ids=["valid", "expired", "other-name", "self-signed", "unknown-authority"],
)
def test_certificates_are_verified_for_the_name_that_was_asked(
    authority: Path, tmp_path: Path, pem: bytes, reason: str
) -> None:
    """The connection goes to an address, the certificate must be the name's."""

    async def scene() -> Fetched | Miss:
        context = server_context(tmp_path, pem)
        async with (
            serving(always(answer(PAGE)), tls=context) as site,
            client_with(Names(["127.0.0.1"]), site.guard) as client,
        ):
            return await client.get(f"https://acme.example:{site.port}/")

    outcome = asyncio.run(scene())
    assert ("" if isinstance(outcome, Fetched) else outcome.reason) == reason


def test_plain_http_on_a_tls_port_is_said_to_be_that(authority: Path) -> None:
    """One line, and no traceback of OpenSSL's."""

    async def scene() -> Fetched | Miss:
        async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            await reader.read()
            writer.close()

        server = await asyncio.start_server(greet, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        guard = Guard(allow_private=True, extra_ports=frozenset({port}))
        async with server, client_with(Names(["127.0.0.1"]), guard) as client:
            return await client.get(f"https://acme.example:{port}/")

    outcome = asyncio.run(scene())
    assert isinstance(outcome, Miss)
    assert outcome.reason == "no TLS is spoken on this port"


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
@pytest.mark.parametrize("what", ["missing", "garbage", "empty", "wrong kind", "device", "pipe"])
def test_certificates_that_cannot_be_read_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, what: str
) -> None:
    """No site could be read with them, so the run says it once, and at once."""
    place = tmp_path / "bundle.pem"
    if what in ("garbage", "empty"):
        place.write_text("no certificate" if what == "garbage" else "")
    elif what == "wrong kind" and variable == "SSL_CERT_FILE":
        place.mkdir()
    elif what == "pipe":
        os.mkfifo(place)
    path = "/dev/zero" if what == "device" else str(place)
    monkeypatch.setenv(variable, path)
    tls_context.cache_clear()
    with pytest.raises(SettingsError) as raised:
        tls_context()
    assert str(raised.value) == f"the certificates of {variable} cannot be read: {path}. Mend or unset it"
    tls_context.cache_clear()

"""Is everything in place here for a call to be prepared?"""

import platform
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from precall import __version__, folders
from precall.app import App
from precall.errors import NotOwnError, SettingsError, StorageError
from precall.home_zone import UTC
from precall.model.call import Caller
from precall.model.left_alone import LeftAlone
from precall.model.page import Miss
from precall.net.pinning import tls_context
from precall.net.proxies import Proxies, Proxy
from precall.net.visitor import Network
from precall.outputs import trouble_with
from precall.settings import files
from precall.site import url as site_url
from precall.site.address import Address

_PACKAGES = ("httpx", "lxml", "trafilatura", "jinja2", "sqlalchemy")
_SECONDS = 3.0
_NOBODY = ("192.0.2.1", 9)  # RFC 5737: an address for documentation


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `told` says how it is and, where it is not well, `remedy` what to do."""

    what: str
    told: str
    remedy: str = ""


def check_up(app: App) -> Iterator[Finding]:
    """What was found, thing by thing. Nothing is sent to anybody; a proxy is only connected to."""
    yield _versions()
    yield _settings(Path.cwd())
    yield _zone(app.settings.caller)
    yield from _places(app)
    yield _store(app)
    yield _memory(app)
    yield _templates(app)
    yield _certificates()
    yield from _ways_out(app.environ)


async def try_browser(app: App) -> Finding:
    """Whether the browser that would draw pages is there, and draws one. It has no network to use."""
    from precall.drawing import chromium

    if app.settings.browser == chromium.OFF:
        return Finding("browser", "off; pages that only a script draws are not read")
    if not chromium.has_library():
        return Finding("browser", "none; pages that only a script draws need pip install 'precall[browser]'")
    browser = app.browser()
    if browser is None and app.settings.browser:
        return Finding("browser", f"{app.settings.browser} is not there", "Mend the setting browser")
    if browser is None:
        return Finding("browser", "no Chromium found; name one in the setting browser")
    try:
        trouble = await browser.trouble()
    finally:
        await browser.close()
    told = f"{browser.path} does not draw: {trouble}" if trouble else f"{browser.path} draws pages"
    return Finding("browser", told, "Mend that, or set browser to off" if trouble else "")


async def try_site(app: App, address: Address) -> Finding:
    """Whether a site answers when its robots.txt is asked for."""
    try:
        return await _answered(_client(app), address)
    except SettingsError as error:  # of a proxy or certificates
        return Finding("site", f"not asked, because {error}", "Mend that first")


def _client(app: App) -> Network:
    try:
        return app.client()
    except StorageError:  # of a memory that cannot be asked, which `check_up` tells
        return replace(app, spared=LeftAlone()).client()


async def _answered(client: Network, address: Address) -> Finding:
    told = []
    try:
        for start in address.starts:
            answer = await client.get(f"{site_url.origin(start)}/robots.txt", purpose="rules")
            if not isinstance(answer, Miss) and answer.status < 500:
                return Finding(
                    "site", f"{site_url.origin(start)} answers, with {answer.status} for its robots.txt"
                )
            reason = answer.reason if isinstance(answer, Miss) else f"its robots.txt answers {answer.status}"
            told.append(f"{site_url.origin(start)}: {reason}")
    finally:
        await client.aclose()
    return Finding("site", "; ".join(told), "Check the spelling, the proxy and the network")


def _versions() -> Finding:
    told = [f"precall {__version__}", f"Python {platform.python_version()}", platform.system()]
    for package in _PACKAGES:
        try:
            told.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            return Finding("versions", f"{package} is missing", "Install precall again, as its README says")
    return Finding("versions", ", ".join(told))


def _settings(folder: Path) -> Finding:
    there = [str(path) for path in files(folder) if path.is_file()]
    told = f"from {' and '.join(there)}" if there else "no file; precall init writes your name and signature"
    return Finding("settings", told)


def _zone(caller: Caller) -> Finding:
    zone = caller.timezone
    if not caller.zone_is_guessed:
        return Finding("time zone", zone)
    if zone != UTC:
        told = f"{zone}, as this computer or the country of your mail address has it; set timezone where that is wrong"
        return Finding("time zone", told)
    told = "UTC, as nothing says where you are; hours in mails are then the client's: precall init asks for your zone"
    return Finding("time zone", told)


def _places(app: App) -> Iterator[Finding]:
    settings = app.settings
    for what, folder, choice in (
        ("briefings", folders.at_home(settings.out), "the setting out"),
        ("kept pages", folders.snapshots(settings.cache_dir), "the setting cache_dir"),
        ("your data", folders.memory(), "PRECALL_DATA_DIR"),
    ):
        trouble = trouble_with(folder)
        if trouble:
            remedy = f"Make it writable, or choose another with {choice}"
            yield Finding(what, f"{folder} cannot be written to: {trouble}", remedy)
        else:
            yield Finding(what, str(folder.absolute()))


def _store(app: App) -> Finding:
    try:
        with app.store() as store:
            return Finding("snapshots", f"{len(store.kept())} sites, {store.size() / 1e6:.1f} MB")
    except StorageError as error:
        return Finding("snapshots", str(error), "To begin with an empty one: precall cache clear")


def _memory(app: App) -> Finding:
    try:
        memory = app.memory_if_any
    except StorageError as error:
        return Finding("memory", str(error), "Research goes on without it")
    return Finding("memory", memory.place if memory else "nothing is remembered yet")


def _templates(app: App) -> Finding:
    from precall.render.trial import check

    try:
        own = app.own_templates
    except NotOwnError as error:
        return Finding("templates", str(error), "Or name another folder in templates_dir")
    mistakes = check(own, app.settings.language) if own else ()
    if mistakes:
        return Finding("templates", mistakes[0], "See all: precall templates check")
    return Finding("templates", f"yours, in {own}" if own else "the shipped ones")


def _certificates() -> Finding:
    try:
        count = tls_context().cert_store_stats()["x509_ca"]
        return Finding("certificates", f"{count} authorities are trusted")
    except SettingsError as error:
        return Finding("certificates", str(error), "No https site can be read until then")


def _ways_out(environ: Mapping[str, str]) -> Iterator[Finding]:
    try:
        proxies = Proxies.of(environ)
    except SettingsError as error:
        yield Finding("network", str(error), "Nothing can be read until then")
        return
    if proxies.http is None and proxies.https is None:
        yield _route()
        return
    for scheme, proxy in (("http", proxies.http), ("https", proxies.https)):
        yield _reached(scheme, proxy) if proxy else Finding(f"network, {scheme}", "without a proxy")


def _route() -> Finding:
    """Whether this computer knows a way to others. Connecting a datagram socket sends nothing."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
            trial.connect(_NOBODY)
    except OSError as error:
        return Finding(
            "network",
            f"no way out: {error.strerror}",
            "Connect this computer, or name a proxy in HTTPS_PROXY",
        )
    return Finding("network", "there is a way out, without a proxy; to try a site: precall doctor ADDRESS")


def _reached(scheme: str, proxy: Proxy) -> Finding:
    what = f"network, {scheme}"
    shown = f"{proxy.host}:{proxy.port}"
    try:
        with socket.create_connection((proxy.host, proxy.port), timeout=_SECONDS):
            return Finding(what, f"the proxy {shown} can be reached")
    except (OSError, UnicodeError) as error:
        told = f"the proxy {shown} cannot be reached: {getattr(error, 'strerror', '') or error}"
        return Finding(what, told, f"Mend or unset {scheme.upper()}_PROXY")

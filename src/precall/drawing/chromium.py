"""Which Chromium is there, and with which switches is it started so that it has no network of its own?"""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

OFF = "off"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)

_FEATURES_OFF = (
    "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable",  # an address is opened as it was answered
    "NetworkTimeServiceQuerying", "OptimizationHints", "PreconnectToSearch", "MediaRouter", "LensOverlay", "Translate",
    "WebRtcHideLocalIpsWithMdns", "PrefetchPrivacyChanges",  # which would ask or tell somebody
    "SpareRendererForSitePerProcess", "PaintHolding", "DestroyProfileOnBrowserClose",  # which cost time
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",  # pages of the browser's own address bar, a second of the processor a window
)  # fmt: skip
"""The library's own list of what it turns off is replaced by this one: of two such switches Chromium takes the last."""
NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "<-loopback>"}
"""A proxy that is not there, for every request, loopback's too: what is not answered by us ends here. Port 9 discards."""
SWITCHES = (
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name is looked up
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # no datagram leaves
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-gpu",
    "--disable-software-rasterizer",  # nor what stands in for one: no page needs WebGL to be read
    "--deny-permission-prompts",
    f"--disable-features={','.join(_FEATURES_OFF)}",
    "--renderer-process-limit=4",
    "--js-flags=--max-old-space-size=256",  # megabytes
)
UNWANTED_SWITCHES = (
    "--disable-ipc-flooding-protection",
    "--disable-popup-blocking",
    "--enable-unsafe-swiftshader",
)
"""What the library does for tests of one's own pages, and is not to be done for those of others."""


def has_library() -> bool:
    """Whether the library that steers browsers is installed."""
    return find_spec("playwright") is not None


def find(named: str) -> Path | None:
    """The browser that the setting names, or one that is installed; None where there is none, or it is set to be off."""
    if named == OFF:
        return None
    if named:
        path = Path(shutil.which(named) or named).expanduser()
        return path if path.is_file() else None
    on_path = (shutil.which(name) for name in _NAMES if sys.platform != "win32")
    return next((Path(place) for place in (*on_path, *_PLACES) if place and Path(place).is_file()), None)

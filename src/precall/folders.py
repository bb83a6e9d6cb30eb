"""Where precall keeps things: in a checkout beside the code, installed in the platform's user folders."""

import os
from pathlib import Path

SETTINGS = "precall.toml"
"""The name of a settings file, the user's own or that of a folder."""
_CHECKOUT = Path(__file__).resolve().parents[2]


def at_home(text: str) -> Path:
    """A place as it was typed; a `~` stands for a home folder, where there is a user of that name."""
    return Path(os.path.expanduser(text))  # which, unlike Path's own, leaves an unknown user's as it is


def checkout() -> Path | None:
    """The checkout that this code runs from, or None where it is installed."""
    return (
        _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "templates").is_dir() else None
    )


def snapshots(setting: str = "") -> Path:
    """The folder of the snapshot store: the setting, the checkout's cache/, or the user's cache folder."""
    if setting:
        return at_home(setting)
    root = checkout()
    if root is not None and os.access(root, os.W_OK):
        return root / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("precall", appauthor=False)


def memory() -> Path:
    """The folder of the client memory: PRECALL_DATA_DIR or the user's data folder."""
    if "PRECALL_DATA_DIR" in os.environ:
        return at_home(os.environ["PRECALL_DATA_DIR"])
    from platformdirs import user_data_path

    return user_data_path("precall", appauthor=False)


def own_settings() -> Path:
    """The user's own settings file; it need not exist."""
    if "PRECALL_CONFIG" in os.environ:
        return Path(os.environ["PRECALL_CONFIG"])
    from platformdirs import user_config_path

    return user_config_path("precall", appauthor=False) / SETTINGS


def own_templates(setting: str = "") -> Path:
    """The folder of the user's own templates; it need not exist."""
    if setting:
        return at_home(setting)
    from platformdirs import user_config_path

    return user_config_path("precall", appauthor=False) / "templates"

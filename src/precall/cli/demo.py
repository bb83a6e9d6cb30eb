"""`precall demo`: the whole thing on a bundled sample business, over real HTTP on this computer."""

from pathlib import Path
from typing import Any

import click

from precall.cli.options import out_option

_FOLDER = "demo"
_CONTEXT = "We have more requests than we can serve, and I do not know which to say no to."


@click.command(name="demo", short_help="See it at work on a sample business.")
@click.option(
    "--for", "playbook", metavar="PLAYBOOK", default="coach", show_default=True, help="coach or sales."
)
@out_option()
@click.option("--open", "open_it", is_flag=True, help="Open the briefing in the browser.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; only the path.")
def command(open_it: bool, quiet: bool, **flags: Any) -> int:
    """Research a sample business that is served on this computer, and write its briefing to briefings/demo.

    Nothing leaves this computer. Its website has the quirks of real ones: a page that robots.txt forbids, hidden
    addresses, hours that contradict each other.
    """
    from precall.reading import PageReader

    with PageReader() as reader:
        import asyncio
        import tempfile

        from precall.app import App
        from precall.cli.options import app_with
        from precall.cli.progress import Reporter
        from precall.cli.research import Asked, prepare_one
        from precall.demo.server import ADDRESS, serve
        from precall.model.call import Call
        from precall.site.address import parse_address

        with serve() as url, tempfile.TemporaryDirectory(prefix="precall-demo-") as cache:
            settings = app_with({**flags, "cache_dir": cache}).settings
            app = App(settings, environ={"http_proxy": url, "HTTP_PROXY": url})
            ask = Asked(app, (), Call(settings.playbook, context=_CONTEXT), "fresh", open_it, quiet, False)
            with Reporter(quiet=quiet) as reporter, app.store() as store:
                folder = Path(settings.out).expanduser() / _FOLDER
                asyncio.run(prepare_one(ask, parse_address(ADDRESS), folder, store, reader, reporter))
    return 0

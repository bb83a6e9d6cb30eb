"""`precall demo`: the whole thing on a bundled sample business, over real HTTP on this computer."""

from typing import Any

import click

from precall.faces.cli.options import app_with, out_option

_CONTEXT = "We have more requests than we can serve, and I do not know which to say no to."
_PAGES = 40


@click.command(name="demo")
@click.option(
    "--for", "playbook", metavar="PLAYBOOK", default="coach", show_default=True, help="coach or sales."
)
@click.option(
    "--language",
    metavar="CODE",
    is_eager=True,
    help="The language of the briefing and the drafts, such as de.",
)
@click.option("--mail-language", metavar="CODE", help="The language of the drafts, where it is another one.")
@out_option()
@click.option("--open", "open_it", is_flag=True, help="Open the briefing in the browser.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; only the path.")
def command(open_it: bool, quiet: bool, **flags: Any) -> int:
    """Research a sample business that is served on this computer, and write its briefing.

    Nothing leaves this computer. Its website has the quirks of real ones: a page that robots.txt forbids, hidden
    addresses, a page that only a script draws. What you get is what a real client gives.

    \b
    precall demo
    precall demo --for sales --open
    precall demo --language de
    """
    from dataclasses import replace

    from precall.demo.server import ADDRESS, serve
    from precall.faces.cli.loop import Loop
    from precall.faces.cli.progress import Reporter
    from precall.faces.cli.research import Asked, Way, prepare_one
    from precall.model.call import Call
    from precall.model.left_alone import LeftAlone
    from precall.site.address import parse_address
    from precall.use import preparing
    from precall.use.explorer import Explorer

    with serve() as url:
        # Its own server is the proxy, so that its pages are read under a name of their own.
        proxy = {"http_proxy": url, "https_proxy": url, "no_proxy": ""}
        app = replace(
            app_with(
                {**flags, "pages": _PAGES, "mail_language": flags["mail_language"] or flags["language"]}
            ),
            environ=proxy,
            remembers=False,
            spared=LeftAlone(),
        )
        call = Call(app.settings.playbook, context=_CONTEXT)
        preparing.check(app, call)
        ask = Asked(app, (), call, "refresh", open_it, quiet)
        with (
            Reporter(quiet=quiet) as reporter,
            app.store() as store,
            Explorer(store) as explorer,
            Loop() as loop,
        ):
            prepare_one(ask, parse_address(ADDRESS), Way(explorer, loop, reporter))
    return 0

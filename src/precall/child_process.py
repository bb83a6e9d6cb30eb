"""How processes of ours are started, and what they may use of memory and of the processor."""

import sys


def command_of(module: str, *arguments: object) -> tuple[str, ...]:
    """The command that starts a module of ours; -P keeps files in the current folder from being imported."""
    return (sys.executable, "-P", "-m", module, *map(str, arguments))


def limit_memory(limit: int) -> None:
    """Lets this process have so many bytes of data, where the system knows such limits (Windows does not)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def limit_time(seconds: int) -> None:
    """Lets this process have so many seconds of the processor; SIGXCPU ends it then, where the system knows that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(
        resource.RLIMIT_CPU, (seconds, seconds + 1)
    )  # at the second limit SIGKILL would end it

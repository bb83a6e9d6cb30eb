"""Why an answer is no page to read, by its status; in words for the caller."""

from precall.model.page import Fetched

_IN_WORDS = {
    401: "log-in needed",
    402: "payment needed",
    403: "forbidden",
    404: "not found",
    408: "timed out on the server",
    410: "gone for good",
    429: "asks to slow down",
    451: "not available for legal reasons",
    500: "server error",
    502: "server error",
    503: "not available for now",
    504: "server error",
}
_CHALLENGED = frozenset((401, 403, 406, 429, 503))
_CHALLENGES = (
    b"just a moment",
    b"cf-challenge",
    b"challenge-platform",
    b"captcha",
    b"checking your browser",
    b"ddos protection",
    b"verify you are human",
    b"incapsula",
    b"sucuri",
)
_LOOKED_AT = 20_000  # bytes


def refusal(answer: Fetched) -> str:
    """Why an answer is no page ("404 not found", "403 challenge page"); empty where it is one."""
    status = answer.status
    if 200 <= status < 300:
        return ""
    if status in _CHALLENGED and _is_challenge(answer):
        return f"{status} challenge page"
    return f"{status} {_IN_WORDS[status]}" if status in _IN_WORDS else f"{status}"


def is_passing(answer: Fetched) -> bool:
    """Whether another try later could succeed."""
    return answer.status >= 500 or answer.status in (408, 425, 429)


def _is_challenge(answer: Fetched) -> bool:
    body = answer.body[:_LOOKED_AT].lower()
    return bool(answer.header("cf-mitigated")) or any(mark in body for mark in _CHALLENGES)

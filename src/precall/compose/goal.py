"""How is a goal that they told said to them again, later: turned to them, as the mail after the call says it?"""

from datetime import date

from precall.compose.noted_language import languages_of
from precall.compose.phrasing import Phrasing
from precall.compose.points import Points
from precall.compose.spelling import Spelling
from precall.compose.spoken import inside
from precall.compose.told import Told
from precall.compose.zones import Hours
from precall.model.followup import Note, Notes
from precall.sentences import Sentences


def points_of(goal: str, day: date, sentences: Sentences) -> tuple[Points, Note]:
    """What the mail after a call would say of a goal that was told on a day, and it as a note."""
    note = Note(1, "goal", goal)
    mail = sentences.mail
    noted = languages_of([goal], (mail.language, sentences.language, "en"))[0]
    told = Told(
        Notes("", (note,)),
        day,
        Hours("UTC"),
        sentences,
        Spelling.of(()),
        foreign={1: noted} if noted not in ("", mail.language) else {},
    )
    return Points(told, Phrasing(mail, 0)), note


def asked_again(goal: str, day: date, sentences: Sentences) -> str:
    """The question of what came of a goal, in the caller's language; their own words are quoted, a note's are not."""
    points, note = points_of(goal, day, sentences.alone)
    point = points.goal(note)
    key = f"questions.goal_{point.kind}" if point.kind in ("that", "said") else "questions.goal"
    return sentences.say(key, goal=inside(point.words.text))

"""Where a person comes back to: a company they were in touch with before, and how that ended."""

from bot.coach import keep, sentences
from bot.coach.desk import Desk
from conversations import process
from conversations.answers import folded
from storage.tables import Application


def points_out(desk: Desk, application: Application) -> None:
    """Say once, when an application is new, what became of an earlier one at the same company."""
    before = earlier(desk, application)
    if before is None:
        return
    history = desk.records.applications.history(before)
    ended_at = history[-1].at if history else before.created_at
    desk.say(
        sentences.BEEN_THERE,
        where=keep.label(before),
        stage=desk.language.say(process.SAID[before.stage]),
        day=desk.language.on_day(desk.day_of(ended_at), desk.day_of(desk.now)),
    )


def earlier(desk: Desk, application: Application) -> Application | None:
    """The latest other one at that company that is over."""
    others = [one for one in desk.records.applications.of(desk.person) if one.id != application.id]
    return next(
        (
            one
            for one in others
            if one.stage in process.ENDED and folded(one.company) == folded(application.company)
        ),
        None,
    )

"""When an interview that is coming up is over, and when to ask how it went: by the person's own clock."""

from datetime import date, datetime, time, timedelta

from conversations.answers import Answers

# Where no length was named.
USUAL_LENGTH = timedelta(minutes=90)
PAUSE = timedelta(minutes=45)
# Without a time: the evening of that day.
EVENING = time(19)
# As `nudges` has them, which plans it: nothing is said at night.
QUIET_BEGINS, QUIET_ENDS, MORNING = time(21), time(8), time(9)


def over(answers: Answers) -> datetime | None:
    """When it ends; none without a time. Raises NotGiven without a day."""
    day, times = date.fromisoformat(answers.text("day")), answers.items("time")
    if not times:
        return None
    lengths = [timedelta(minutes=int(one)) for one in answers.items("length")]
    return datetime.combine(day, time.fromisoformat(times[0])) + (lengths or [USUAL_LENGTH])[0]


def afterwards(answers: Answers) -> datetime:
    """When to ask how it went: 45 minutes after its end, or that evening; never at night. Raises NotGiven without a day."""
    end = over(answers)
    if end is None:
        return datetime.combine(date.fromisoformat(answers.text("day")), EVENING)
    moment = end + PAUSE
    if QUIET_ENDS <= moment.time() < QUIET_BEGINS:
        return moment
    # In the evening the morning after; after midnight that same morning.
    day = moment.date() + timedelta(days=moment.time() >= QUIET_BEGINS)
    return datetime.combine(day, MORNING)

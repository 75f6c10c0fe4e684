"""What the main job's meetings come to, counted from a file of messages alone: nothing of the library is asked, nor of the
job's program.

A month has a meeting where a message was reported in it by nine o'clock, China's time, three days before its last day.
At nine on the last day it takes up the month's ten earliest messages, of one instant the one that stands first, that
are reported and have no reply by then; where there is none it is cancelled. Each is to be answered by the end of the
fifteenth day after.

usage: count_meetings.py FILE.csv...
"""
import calendar
import collections
import csv
import datetime
import sys

CHINA = datetime.timezone(datetime.timedelta(hours=8))
Message = collections.namedtuple("Message", "reported row replied")
Sitting = collections.namedtuple("Sitting", "at taken")


def messages(path):
    """All messages, the earliest first."""
    def instant(text):
        return datetime.datetime.fromisoformat(text).astimezone(CHINA) if text else None

    with open(path, encoding="utf-8-sig", newline="") as file:
        return sorted(Message(instant(row["reported_at"]), number, instant(row["replied_at"]))
                      for number, row in enumerate(csv.DictReader(file)))


def sittings(path):
    """The meetings called, each with what it takes up; those that take up nothing are cancelled."""
    months = collections.defaultdict(list)
    for message in messages(path):
        months[message.reported.year, message.reported.month].append(message)
    for (year, month), own in sorted(months.items()):
        last = calendar.monthrange(year, month)[1]
        notice = datetime.datetime(year, month, last - 3, 9, tzinfo=CHINA)
        at = datetime.datetime(year, month, last, 9, tzinfo=CHINA)
        if own[0].reported <= notice:
            waiting = [message for message in own if message.reported <= at
                       and (message.replied is None or message.replied > at)]
            yield Sitting(at, waiting[:10])


def days_of(path):
    """How many dates after its meeting each thing assigned was answered, of those that were."""
    return [(message.replied.date() - sitting.at.date()).days for sitting in sittings(path)
            for message in sitting.taken if message.replied]


def count(path):
    """The figures, as the job and its page name them."""
    called, days = list(sittings(path)), days_of(path)
    sat = [sitting for sitting in called if sitting.taken]
    return {"sessions": len(sat), "resolutions": sum(len(sitting.taken) for sitting in sat),
            "ended": sum(all(message.replied for message in sitting.taken) for sitting in sat),
            "cancelled": len(called) - len(sat), "answered": len(days), "on_time": sum(day <= 15 for day in days)}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, *(f"{figure} {number}" for figure, number in count(name).items()))

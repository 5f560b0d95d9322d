"""The worker and its timetable: every row that runs by the clock, with its reason.

Nothing here carries work: a row of the database says what must happen, and a task sweeps the rows. So a lost message, a
second beat or a night without a worker costs time, and never a notice.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlandschap.settings")

app = Celery("leerlandschap")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    # A letter goes at once when the doorbell rings; this catches what a lost doorbell, a crash or a back-off left lying.
    "letters": {"task": "leerlandschap.commons.tasks.deliver_letters", "schedule": 15.0},
    # Reminders go together, once a day; asked often, so that a missed morning is made good the same day.
    "bundles": {"task": "leerlandschap.commons.tasks.send_bundles", "schedule": crontab(minute="*/10")},
    # Rules say what somebody must be reminded of by now; their keys make that asking often costs nothing and tells nothing twice.
    "reminders": {"task": "tables.tasks.remind", "schedule": crontab(minute="4-59/10")},
    # From May and from November on each running table is asked to calibrate; every hour, so that a standstill costs no half year.
    "calibrations": {"task": "tables.tasks.ask_calibrations", "schedule": crontab(minute=41)},
    # Links, once-only keys and unconfirmed requests have a date on which they end; nothing personal is kept past it.
    "tidy": {"task": "leerlandschap.commons.tasks.tidy", "schedule": crontab(minute=17)},
    # Offers and kept chairs end with a day: soon after midnight what they held goes on, and an hour later what was missed.
    "chairs": {"task": "tables.tasks.sweep_chairs", "schedule": crontab(minute=3)},
    # Editions of the newsletter go mail by mail, a few seconds at a time; a tick that comes too late is not run after the next.
    "newsletter": {"task": "newsletter.tasks.send_editions", "schedule": 5.0, "options": {"expires": 5.0}},
    # Addresses of which mail comes back are held back before the next edition, and for the rest of this one.
    "bounces": {"task": "newsletter.tasks.collect_bounces", "schedule": crontab(minute="2-59/5")},
    # What was promised to who sent an experience ends with a day; asked every hour, told once.
    "late-experiences": {"task": "signals.tasks.remind_late", "schedule": crontab(minute=23)},
    # Of what is kept long enough there is a list each month; asked every hour, told once, and people decide.
    "retention": {"task": "signals.tasks.review_retention", "schedule": crontab(minute=37)},
    # What a table made of experiences is written in the table's rows; every ten minutes it is looked for, and told once.
    "returns": {"task": "signals.tasks.bring_back", "schedule": crontab(minute="7-59/10")},
    # The public figures of experiences are counted once a day: soon after midnight, before anybody asks.
    "figures": {"task": "signals.tasks.count_figures", "schedule": crontab(hour=0, minute=13)},
    # Flows keep the search index; at night it is made anew, and its words are counted, by which rare ones weigh more.
    "search": {"task": "leerlandschap.commons.tasks.rebuild_search", "schedule": crontab(hour=3, minute=41)},
}

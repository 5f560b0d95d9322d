"""The ground of the portal: settings, site map, timetable, and the floor (commons, network) everyone stands on."""

from leerlandschap.celery import app as celery_app

__all__ = ["celery_app"]

"""The door for web servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlandschap.settings")
application = get_wsgi_application()
# What is there now stays as long as the process: the collector need not walk through it again and again.
gc.freeze()
# What a request leaves is mostly gone by itself: looking for what is not took a twentieth of its time.
gc.set_threshold(20_000, 20, 20)

"""The compliments that were passed to where somebody works."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from signals.models import Praise

MOST = 100


@require_safe
def my_compliments(request) -> HttpResponse:
    """Newest first, in a handler's words."""
    praise = Praise.objects.visible_to(request.user).select_related("organisation")[:MOST]
    return render(request, "signals/praise/list.html", {"praise": praise})

"""How often somebody is mailed about what."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from leerlandschap.commons.models import MailPreference
from leerlandschap.commons.once import handled_once
from leerlandschap.network.flows import preferences
from leerlandschap.network.forms.preferences import PreferencesForm


@require_http_methods(["GET", "POST"])
@handled_once
def mail_preferences(request) -> HttpResponse:
    """One's own choices, and what always comes."""
    person = getattr(request.user, "person", None)
    if person is None:
        raise Http404
    chosen = dict(MailPreference.objects.filter(person=person).values_list("group", "rhythm"))
    form = PreferencesForm(request.POST or None, initial=chosen)
    if form.is_valid():
        preferences.choose(person, form.chosen(), by=request.user)
        messages.success(request, "Je keuze is bewaard. Ze geldt vanaf de volgende mail.")
        return redirect("mail-preferences")
    return render(request, "network/people/preferences.html", {"form": form}, status=409 if form.is_bound else 200)

"""The draft of who is signed in: kept as they type, shown again when they come back, thrown away at a press."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from signals.flows import drafts
from signals.forms.experiences import ExperienceForm
from signals.models import Draft

KEPT = "Je kladje is bewaard. Alleen jij kunt het lezen."
NOTHING = "Er staat nog niets om te bewaren."
THROWN = "Je kladje is weg."
# The button that keeps a draft without scripts.
KEEP = "kladje"


@dataclass(frozen=True)
class Kept:
    """What a page says of a draft: the draft, or why there is none."""

    draft: Draft | None
    nameless: bool


def keep(request, form: ExperienceForm) -> Kept:
    """Keep what stands in `form` for who is signed in; of what is to go without a name nothing is kept, nor stays."""
    if form.data.get(form.add_prefix("anonymous")):
        drafts.drop(request.user)
        return Kept(None, nameless=True)
    return Kept(drafts.keep(request.user, form.typed()), nameless=False)


def begun(request) -> Draft | None:
    """The draft that the form is filled with; none for a visitor."""
    return drafts.of(request.user) if request.user.is_authenticated else None


@login_not_required
@require_POST
def experience_draft(request) -> HttpResponse:
    """Keep what was typed so far, and say so under the form. Of a visitor nothing is kept."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    kept = keep(request, ExperienceForm(request.POST, known_sender=True))
    return render(request, "signals/experiences/_kept.html", {"kept": kept})


@require_POST
def experience_draft_drop(request) -> HttpResponse:
    """Throw the draft away."""
    drafts.drop(request.user)
    messages.success(request, THROWN)
    return redirect("experience-new")

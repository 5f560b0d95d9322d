"""Pictures of a newsletter: for who makes it the page to put one in, for everybody the picture itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import files
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.roles import Permission, may
from newsletter import mailing
from newsletter.flows import pictures
from newsletter.forms.pictures import PictureForm
from newsletter.models import Item, Picture
from newsletter.views.editions import did, done, item_to_make, press


@login_not_required
@require_safe
def picture(request, ref) -> HttpResponse:
    """The picture: for everybody once its edition is out; before that for its makers, and in a test mail for a while."""
    found = get_object_or_404(Picture.objects.select_related("file", "item__edition"), ref=ref)
    out = found.item.edition.is_out
    in_mail = out or mailing.shows_in_a_test(found, request.GET.get("proef", ""))
    if not in_mail and not _may_make(request.user):
        raise Http404
    try:
        # An answer to who is signed in may bring their session along: no cache on the way keeps that.
        return files.show(found.file, for_everybody=out and not request.user.is_authenticated, in_mail=in_mail)
    except FileNotFoundError as error:
        raise Http404 from error


@require_http_methods(["GET", "POST"])
@handled_once
def item_picture(request, ref) -> HttpResponse:
    """Put a picture with a piece of news, or give the one that is there other words."""
    item = item_to_make(request, ref)
    found = Picture.objects.filter(item=item).first()
    initial = {"alt": found.alt if found else ""}
    form = PictureForm(request.POST or None, request.FILES or None, picture=found, initial=initial)
    if request.method == "POST" and form.is_valid() and did(form, lambda: _keep(item, form, by=request.user)):
        return done(request, item.edition, "Bewaard.", item)
    context = {"edition": item.edition, "item": item, "picture": found, "form": form, "press": PressForm(auto_id=False)}
    return render(request, "newsletter/items/picture.html", context)


@require_POST
@handled_once
def item_picture_remove(request, ref) -> HttpResponse:
    """Take it away."""
    item = item_to_make(request, ref)
    to = f"{item.edition.work_url}#bericht-{item.ref}"
    return press(request, lambda: pictures.take_away(item, by=request.user), "De afbeelding is weg.", to)


def _keep(item: Item, form: PictureForm, *, by) -> None:
    file, alt = form.cleaned_data["file"], form.cleaned_data["alt"]
    if file:
        pictures.hang(item, file, alt=alt, by=by)
    else:
        pictures.describe(item, alt=alt, by=by)


def _may_make(user) -> bool:
    return may(user, Permission.NEWSLETTER_EDIT)

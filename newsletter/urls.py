"""The doors of the newsletter."""

from django.urls import path

from newsletter.views import archive, editions, readers, sending, subscriptions

urlpatterns = [
    path("nieuwsbrief/", subscriptions.subscribe, name="newsletter-subscribe"),
    path("nieuwsbrief/aangevraagd/", subscriptions.asked, name="newsletter-asked"),
    path("nieuwsbrief/bevestigen/<str:token>/", subscriptions.confirm, name="newsletter-confirm"),
    path("nieuwsbrief/bevestigd/", subscriptions.confirmed, name="newsletter-confirmed"),
    path("nieuwsbrief/afmelden/<str:token>/", subscriptions.unsubscribe, name="newsletter-unsubscribe"),
    path("nieuwsbrief/voorkeuren/<str:token>/", subscriptions.preferences, name="newsletter-preferences"),
    path("mijn/nieuwsbrief/", subscriptions.my_newsletter, name="my-newsletter"),
    path("nieuwsbrief/lezers/", readers.reader_list, name="reader-list"),
    path("nieuwsbrief/lezers/inlezen/", readers.reader_take_in, name="reader-take-in"),
    path("nieuwsbrief/lezers/<uuid:ref>/", readers.reader, name="reader"),
    path("nieuwsbrief/lezers/<uuid:ref>/tegenhouden/", readers.reader_suppress, name="reader-suppress"),
    path("nieuwsbrief/edities/", archive.archive, name="edition-archive"),
    path("nieuwsbrief/edities/feed/", archive.feed, name="edition-feed"),
    path("nieuwsbrief/edities/<slug:slug>/", archive.edition, name="edition"),
    path("nieuwsbrief/maken/", editions.edition_list, name="edition-list"),
    path("nieuwsbrief/maken/nieuw/", editions.edition_new, name="edition-new"),
    path("nieuwsbrief/maken/<uuid:ref>/", editions.edition_work, name="edition-work"),
    path("nieuwsbrief/maken/<uuid:ref>/opening/", editions.edition_words, name="edition-words"),
    path("nieuwsbrief/maken/<uuid:ref>/volgorde/", editions.edition_order, name="edition-order"),
    path("nieuwsbrief/maken/<uuid:ref>/weggooien/", editions.edition_discard, name="edition-discard"),
    path("nieuwsbrief/maken/<uuid:ref>/kies/", editions.item_pick, name="edition-item-pick"),
    path("nieuwsbrief/maken/<uuid:ref>/bericht/", editions.item_add, name="edition-item-add"),
    path("nieuwsbrief/maken/<uuid:ref>/als-mail/", editions.edition_as_mail, name="edition-as-mail"),
    path("nieuwsbrief/maken/<uuid:ref>/als-tekst/", editions.edition_as_text, name="edition-as-text"),
    path("nieuwsbrief/maken/<uuid:ref>/als-pagina/", archive.edition_as_page, name="edition-as-page"),
    path("nieuwsbrief/maken/<uuid:ref>/proef/", editions.edition_test, name="edition-test"),
    path("nieuwsbrief/maken/<uuid:ref>/akkoord/", sending.edition_approve, name="edition-approve"),
    path("nieuwsbrief/maken/<uuid:ref>/versturen/", sending.edition_send, name="edition-send"),
    path("nieuwsbrief/maken/<uuid:ref>/terughalen/", sending.edition_take_back, name="edition-take-back"),
    path("nieuwsbrief/maken/<uuid:ref>/pauze/", sending.edition_pause, name="edition-pause"),
    path("nieuwsbrief/maken/<uuid:ref>/verder/", sending.edition_resume, name="edition-resume"),
    path("nieuwsbrief/maken/<uuid:ref>/ontvangers/", sending.edition_recipients, name="edition-recipients"),
    path("nieuwsbrief/berichten/<uuid:ref>/", editions.item_edit, name="edition-item"),
    path("nieuwsbrief/berichten/<uuid:ref>/plaats/", editions.item_move, name="edition-item-move"),
    path("nieuwsbrief/berichten/<uuid:ref>/eruit/", editions.item_take_out, name="edition-item-take-out"),
    path("nieuwsbrief/bezorgingen/<uuid:ref>/", sending.delivery_settle, name="delivery-settle"),
]

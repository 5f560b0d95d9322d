"""The doors of this app."""

from django.urls import path

from leerlandschap.network.views import (
    invitations,
    memberships,
    organisations,
    people,
    preferences,
    requests,
    sessions,
    synonyms,
    website,
)

urlpatterns = [
    path("mijn/berichten/", preferences.mail_preferences, name="mail-preferences"),
    path("netwerk/", organisations.organisation_list, name="network"),
    path("netwerk/organisaties/nieuw/", organisations.organisation_add, name="organisation-add"),
    path("netwerk/uitnodigen/", invitations.invitation_add, name="invitation-add"),
    path("netwerk/uitnodigingen/<uuid:ref>/intrekken/", invitations.invitation_revoke, name="invitation-revoke"),
    path("netwerk/uitnodigingen/<uuid:ref>/opnieuw/", invitations.invitation_renew, name="invitation-renew"),
    path("netwerk/mensen/<uuid:ref>/", people.person, name="person"),
    path(
        "netwerk/mensen/<uuid:ref>/rollen/<uuid:assignment>/intrekken/",
        people.assignment_withdraw,
        name="assignment-withdraw",
    ),
    path("netwerk/mensen/<uuid:ref>/wijzigen/", people.person_edit, name="person-edit"),
    path("netwerk/mensen/<uuid:ref>/tweede-stap/", people.second_factor_reset, name="second-factor-reset"),
    path("netwerk/<uuid:ref>/", organisations.organisation_detail, name="organisation"),
    path("netwerk/<uuid:ref>/wijzigen/", organisations.organisation_edit, name="organisation-edit"),
    path("netwerk/<uuid:ref>/mensen/<uuid:person>/beeindigen/", memberships.membership_end, name="membership-end"),
    path("uitnodiging/<str:token>/", invitations.invitation, name="invitation"),
    path("account/in-leven/", sessions.sign_of_life, name="sign-of-life"),
    path("account/aanvragen/", requests.account_request, name="account-request"),
    path("account/aanvragen/verstuurd/", requests.account_request_sent, name="account-request-sent"),
    path("werk/aanvragen/", requests.account_request_list, name="account-request-list"),
    path("werk/aanvragen/<uuid:ref>/", requests.account_request_decide, name="account-request-decide"),
    path("werk/aanvragen/<uuid:ref>/afwijzen/", requests.account_request_decline, name="account-request-decline"),
    path("werk/zoekwoorden/", synonyms.synonym_list, name="synonym-list"),
    path("werk/zoekwoorden/nieuw/", synonyms.synonym_add, name="synonym-add"),
    path("werk/zoekwoorden/<uuid:ref>/", synonyms.synonym_edit, name="synonym-edit"),
    path("werk/zoekwoorden/<uuid:ref>/weghalen/", synonyms.synonym_remove, name="synonym-remove"),
    path("werk/website/", website.website_list, name="website-list"),
    path("werk/website/nieuw/<slug:group>/", website.website_add, name="website-add"),
    path("werk/website/<slug:key>/", website.website_edit, name="website-edit"),
    path("werk/website/<slug:key>/versies/", website.website_versions, name="website-versions"),
    path("werk/website/<slug:key>/versies/<int:number>/", website.website_version, name="website-version"),
    path("werk/website/<slug:key>/verplaatsen/", website.website_move, name="website-move"),
    path("werk/website/<slug:key>/verbergen/", website.website_hide, name="website-hide"),
]

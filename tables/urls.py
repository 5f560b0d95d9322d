"""The doors of the tables, of the landscape they lie in, and of the public pages."""

from django.urls import path, register_converter

from tables.views import (
    agreements,
    attendances,
    calibrations,
    chair_groups,
    closed,
    intakes,
    intentions,
    invitations,
    landscape,
    links,
    meetings,
    openness,
    pages,
    questions,
    quotes,
    seat_lists,
    seats,
    setup,
    signups,
    tables,
)


class ExportKind:
    """The kinds of file in which a list can be taken along."""

    regex = "xlsx|ods|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ExportKind, "export_kind")

urlpatterns = [
    path("", landscape.home, name="home"),
    path("over/", pages.about, name="about"),
    path("contact/", pages.contact, name="contact"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("mijn/", landscape.my_landscape, name="my-landscape"),
    path("werk/", landscape.work, name="work"),
    path("tafels/", tables.table_list, name="table-list"),
    path("leertafels/<slug:slug>/", tables.table_detail, name="leertafel"),
    path("thematafels/<slug:slug>/", tables.table_detail, name="thematafel"),
    path("tafels/nieuw/", setup.table_start, name="table-start"),
    path("tafels/<slug:slug>/inrichten/", setup.setup, name="setup"),
    path("tafels/<slug:slug>/inrichten/<slug:step>/", setup.setup_step, name="setup-step"),
    path("tafels/<slug:slug>/inrichten/<slug:step>/wie/", setup.setup_owner, name="setup-owner"),
    path("tafels/<slug:slug>/inrichten/<slug:step>/klaar/", setup.setup_done, name="setup-done"),
    path("tafels/<slug:slug>/inrichten/<slug:step>/heropenen/", setup.setup_reopen, name="setup-reopen"),
    path("tafels/<slug:slug>/stoelenplan/", chair_groups.seating_plan, name="seating-plan"),
    path("tafels/<slug:slug>/stoelenplan/voorstel/", chair_groups.seating_plan_propose, name="seating-plan-propose"),
    path("tafels/<slug:slug>/stoelenplan/<uuid:ref>/", chair_groups.chair_group, name="chair-group"),
    path(
        "tafels/<slug:slug>/stoelenplan/<uuid:ref>/weghalen/",
        chair_groups.chair_group_remove,
        name="chair-group-remove",
    ),
    path("tafels/<slug:slug>/uitnodigingen/", invitations.table_invitations, name="table-invitations"),
    path("tafels/<slug:slug>/uitnodigingen/tekst/", invitations.invitation_letter, name="invitation-letter"),
    path("tafels/<slug:slug>/uitnodigingen/versturen/", invitations.invitation_send_all, name="invitation-send-all"),
    path("tafels/<slug:slug>/uitnodigingen/<uuid:ref>/", invitations.invitation_preview, name="invitation-preview"),
    path("tafels/<slug:slug>/uitnodigingen/<uuid:ref>/versturen/", invitations.invitation_send, name="invitation-send"),
    path(
        "tafels/<slug:slug>/uitnodigingen/<uuid:ref>/intrekken/",
        invitations.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path(
        "tafels/<slug:slug>/uitnodigingen/<uuid:ref>/herinneren/",
        invitations.invitation_remind,
        name="invitation-remind",
    ),
    path("uitgenodigd/<uuid:ref>/", invitations.table_invitation, name="table-invitation"),
    path("uitnodiging-tafel/<str:token>/", invitations.table_invitation_by_link, name="table-invitation-by-link"),
    path("tafels/<slug:slug>/opgave/", quotes.quotes, name="quotes"),
    path("tafels/<slug:slug>/opgave/<uuid:ref>/", quotes.quote, name="quote"),
    path("tafels/<slug:slug>/opgave/<uuid:ref>/weghalen/", quotes.quote_remove, name="quote-remove"),
    path("tafels/<slug:slug>/opgave/<uuid:ref>/verplaatsen/", quotes.quote_move, name="quote-move"),
    path("tafels/<slug:slug>/openheid/", openness.table_openness, name="table-openness"),
    path("tafels/<slug:slug>/afspraken/", agreements.opening_agreements, name="opening-agreements"),
    path("tafels/<slug:slug>/afspraken/<slug:word>/", agreements.opening_agreement, name="opening-agreement"),
    path(
        "tafels/<slug:slug>/afspraken/<slug:word>/openheid/",
        openness.agreement_openness,
        name="opening-agreement-openness",
    ),
    path("tafels/<slug:slug>/vragen/", questions.table_questions, name="table-questions"),
    path("tafels/<slug:slug>/vragen/nieuw/", questions.question_new, name="question-new"),
    path("vragen/", questions.question_list, name="question-list"),
    path("vragen/<uuid:ref>/", questions.question, name="question"),
    path("vragen/<uuid:ref>/wijzigen/", questions.question_edit, name="question-edit"),
    path("vragen/<uuid:ref>/opnemen/", questions.question_take_up, name="question-take-up"),
    path("vragen/<uuid:ref>/afwijzen/", questions.question_decline, name="question-decline"),
    path("vragen/<uuid:ref>/antwoord/", questions.question_answer, name="question-answer"),
    path("vragen/<uuid:ref>/openheid/", openness.question_openness, name="question-openness"),
    path("stoelen/<uuid:ref>/intentie/", intentions.seat_intention, name="seat-intention"),
    path("tafels/<slug:slug>/wijzigen/", tables.table_edit, name="table-edit"),
    path("tafels/<slug:slug>/aanschuiven/", signups.signup, name="signup"),
    path("tafels/<slug:slug>/collega/", signups.signup_colleague, name="signup-colleague"),
    path("tafels/<slug:slug>/aangemeld/", signups.signup_asked, name="signup-asked"),
    path("aanmelding/<str:token>/", signups.signup_confirm, name="signup-confirm"),
    path("tafels/<slug:slug>/verbindingen/", links.link_list, name="link-list"),
    path("tafels/<slug:slug>/verbindingen/<uuid:ref>/weg/", links.link_remove, name="link-remove"),
    path("tafels/<slug:slug>/stoelen/", seat_lists.seat_list, name="seat-list"),
    path("tafels/<slug:slug>/stoelen/uitvoer.<export_kind:kind>", seat_lists.seat_export, name="seat-export"),
    path("tafels/<slug:slug>/planning/", meetings.planning, name="planning"),
    path("tafels/<slug:slug>/planning/nieuw/", meetings.meeting_add, name="meeting-add"),
    path("tafels/<slug:slug>/ijken/<uuid:ref>/", calibrations.calibration, name="calibration"),
    path("bijeenkomsten/<uuid:ref>/", attendances.meeting, name="meeting"),
    path("bijeenkomsten/<uuid:ref>/antwoord/<str:token>/", attendances.meeting_by_link, name="meeting-by-link"),
    path("bijeenkomsten/<uuid:ref>/wijzigen/", meetings.meeting_move, name="meeting-move"),
    path("bijeenkomsten/<uuid:ref>/annuleren/", meetings.meeting_cancel, name="meeting-cancel"),
    path("bijeenkomsten/<uuid:ref>/gehouden/", meetings.meeting_held, name="meeting-held"),
    path("stoelen/<uuid:ref>/", seats.seat, name="seat"),
    path("stoelen/<uuid:ref>/wijzigen/", seat_lists.seat_manage, name="seat-manage"),
    path("stoelen/<uuid:ref>/bevestigen/", seat_lists.seat_accept, name="seat-accept"),
    path("stoelen/<uuid:ref>/afwijzen/", seat_lists.seat_decline, name="seat-decline"),
    path("stoel/<str:token>/", seats.seat_by_link, name="seat-by-link"),
    path("werk/aanmeldingen/", seat_lists.signup_list, name="signup-list"),
    path("werk/vrije-dagen/", closed.closed_list, name="closed-list"),
    path("werk/vrije-dagen/nieuw/", closed.closed_add, name="closed-add"),
    path("werk/vrije-dagen/<uuid:ref>/", closed.closed_edit, name="closed-edit"),
    path("werk/vrije-dagen/<uuid:ref>/verwijderen/", closed.closed_remove, name="closed-remove"),
    path("werk/inlezen/", intakes.intake_new, name="intake-new"),
    path("werk/inlezen/sjabloon.xlsx", intakes.intake_template, name="intake-template"),
    path("werk/inlezen/voorbeeld.xlsx", intakes.intake_example, name="intake-example"),
    path("werk/inlezen/<uuid:ref>/", intakes.intake, name="intake"),
    path("werk/inlezen/<uuid:ref>/overnemen/", intakes.intake_take_over, name="intake-take-over"),
    path("werk/inlezen/<uuid:ref>/weggooien/", intakes.intake_discard, name="intake-discard"),
]

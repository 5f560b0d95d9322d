"""The doors of the tables, of the landscape they lie in, and of the public pages."""

from django.urls import path, register_converter

from tables.views import calibrations, closed, intakes, landscape, meetings, pages, seats, signups, tables


class ExportKind:
    """The kinds of file in which a list can be taken along."""

    regex = "xlsx|csv"

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
    path("tafels/<slug:slug>/wijzigen/", tables.table_edit, name="table-edit"),
    path("tafels/<slug:slug>/aanschuiven/", signups.signup, name="signup"),
    path("tafels/<slug:slug>/aangemeld/", signups.signup_asked, name="signup-asked"),
    path("aanmelding/<str:token>/", signups.signup_confirm, name="signup-confirm"),
    path("tafels/<slug:slug>/stoelen/", seats.seat_list, name="seat-list"),
    path("tafels/<slug:slug>/stoelen/uitvoer.<export_kind:kind>", seats.seat_export, name="seat-export"),
    path("tafels/<slug:slug>/planning/", meetings.planning, name="planning"),
    path("tafels/<slug:slug>/planning/nieuw/", meetings.meeting_add, name="meeting-add"),
    path("tafels/<slug:slug>/ijken/<uuid:ref>/", calibrations.calibration, name="calibration"),
    path("bijeenkomsten/<uuid:ref>/annuleren/", meetings.meeting_cancel, name="meeting-cancel"),
    path("bijeenkomsten/<uuid:ref>/gehouden/", meetings.meeting_held, name="meeting-held"),
    path("stoelen/<uuid:ref>/", seats.seat, name="seat"),
    path("stoelen/<uuid:ref>/teruggeven/", seats.seat_withdraw, name="seat-withdraw"),
    path("stoelen/<uuid:ref>/bevestigen/", seats.seat_accept, name="seat-accept"),
    path("stoelen/<uuid:ref>/afwijzen/", seats.seat_decline, name="seat-decline"),
    path("stoel/<str:token>/", seats.seat_by_link, name="seat-by-link"),
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

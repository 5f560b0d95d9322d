"""The doors of ervaringen."""

from django.urls import path

from signals.views import (
    attachments,
    bundles,
    experiences,
    figures,
    handling,
    receipts,
    retention,
    routes,
    senders,
    views,
)

urlpatterns = [
    path("ervaringen/", routes.experience_routes, name="experience-routes"),
    path("ervaringen/cijfers/", figures.experience_figures, name="experience-figures"),
    path("ervaringen/cijfers/vraag/", figures.experience_question, name="experience-question"),
    path("ervaringen/cijfers/bestand/<slug:kind>/", figures.experience_figures_file, name="experience-figures-file"),
    path("ervaringen/nieuw/", experiences.experience_new, name="experience-new"),
    path("ervaringen/ontvangen/", receipts.experience_received, name="experience-received"),
    path("ervaringen/met-code/", receipts.experience_by_code, name="experience-by-code"),
    path("ervaringen/met-code/sluiten/", receipts.experience_code_close, name="experience-code-close"),
    path("ervaringen/met-code/bijlage/<uuid:ref>/", attachments.code_attachment, name="code-attachment"),
    path("ervaringen/link/", senders.sender_link, name="sender-link"),
    path("ervaringen/link/gevraagd/", senders.sender_link_asked, name="sender-link-asked"),
    path("ervaringen/met-link/<str:token>/", senders.sender_home, name="sender-home"),
    path("ervaringen/met-link/<str:token>/nieuw/", senders.sender_new, name="sender-new"),
    path("ervaringen/met-link/<str:token>/<uuid:ref>/", senders.sender_experience, name="sender-experience"),
    path(
        "ervaringen/met-link/<str:token>/bijlage/<uuid:ref>/", attachments.sender_attachment, name="sender-attachment"
    ),
    path("ervaringen/behandelen/", handling.handling_list, name="handling-list"),
    path("ervaringen/behandelen/bewaren/", retention.retention_list, name="retention-list"),
    path("ervaringen/behandelen/bewaren/vernietigen/", retention.retention_destroy, name="retention-destroy"),
    path("ervaringen/behandelen/bewaren/langer/", retention.retention_keep, name="retention-keep"),
    path("ervaringen/behandelen/bewaren/termijn/<slug:kind>/", retention.retention_term, name="retention-term"),
    path("ervaringen/behandelen/toewijzen/", handling.handling_assign, name="handling-assign"),
    path("ervaringen/behandelen/weergaven/", views.views, name="handling-views"),
    path("ervaringen/behandelen/weergaven/<uuid:ref>/<slug:deed>/", views.view_deed, name="handling-view-deed"),
    path("ervaringen/behandelen/naar-een-tafel/", bundles.bundle_new, name="handling-bundle-new"),
    path("ervaringen/behandelen/bundels/<uuid:ref>/", bundles.bundle, name="handling-bundle"),
    path("ervaringen/behandelen/bundels/<uuid:ref>/<slug:deed>/", bundles.bundle_deed, name="handling-bundle-deed"),
    path("ervaringen/behandelen/bijlage/<uuid:ref>/", attachments.handling_attachment, name="handling-attachment"),
    path("ervaringen/behandelen/<uuid:ref>/", handling.handling_experience, name="handling-experience"),
    path("ervaringen/behandelen/<uuid:ref>/<slug:deed>/", handling.handling_deed, name="handling-deed"),
    path("mijn/ervaringen/", experiences.my_experiences, name="my-experiences"),
    path("mijn/ervaringen/bijlage/<uuid:ref>/", attachments.my_attachment, name="my-attachment"),
    path("mijn/ervaringen/<uuid:ref>/", experiences.my_experience, name="my-experience"),
]

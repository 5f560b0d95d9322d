"""The administration of the ground floor, where everything can be looked at and nothing changed."""

from django.contrib import admin

from leerlandschap.commons.models import AuditEvent, Letter, Notice, Passage, PassageVersion, Ticket


class ReadOnlyAdmin(admin.ModelAdmin):
    """The base of every page of the administration: what may be shown is named, and changing goes through the portal.

    Who may come in at all is decided at the door (`network.administration`).
    """

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_module_permission(self, request) -> bool:
        return True

    def has_view_permission(self, request, obj=None) -> bool:
        return True

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    fields = ["at", "actor_name", "actor_id", "code", "object_label", "object_id", "object_name", "details"]
    list_display = ["at", "actor_name", "code", "object_label", "object_name"]
    search_fields = ["actor_name", "code", "object_name"]


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """How a letter stands; what is in it is sealed."""

    fields = ["ref", "code", "address", "state", "made_at", "due_at", "attempt", "settled_at", "answer"]
    list_display = ["made_at", "code", "address", "state", "attempt", "settled_at"]
    list_filter = ["state", "code"]
    search_fields = ["address", "code"]


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    fields = ["key", "person", "code", "facts", "path", "made_at", "read_at", "bundled", "letter"]
    list_display = ["made_at", "person", "code", "read_at", "bundled"]
    list_select_related = ["person"]


@admin.register(Ticket)
class TicketAdmin(ReadOnlyAdmin):
    """That a link was given out; not even its hash."""

    fields = ["scope", "about", "made_at", "expires_at", "many", "used_at", "revoked_at"]
    list_display = fields
    list_filter = ["scope"]


@admin.register(Passage)
class PassageAdmin(ReadOnlyAdmin):
    fields = [
        "key",
        "group",
        "position",
        "title",
        "body",
        "link",
        "hidden",
        "version",
        "edited_at",
        "edited_by",
        "edited",
    ]
    list_display = ["key", "group", "position", "title", "hidden", "edited_at", "edited"]
    list_filter = ["group", "hidden"]


@admin.register(PassageVersion)
class PassageVersionAdmin(ReadOnlyAdmin):
    fields = ["passage", "number", "title", "body", "link", "hidden", "made_at", "made_by_name"]
    list_display = ["passage", "number", "made_at", "made_by_name"]
    list_select_related = ["passage"]

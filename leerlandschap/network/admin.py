"""The administration of the network."""

from django.contrib import admin

from leerlandschap.commons.admin import ReadOnlyAdmin
from leerlandschap.network.models import (
    AccountRequest,
    Invitation,
    Membership,
    Organisation,
    Person,
    RoleAssignment,
    User,
)


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """Accounts; no password, not even hashed."""

    fields = ["email", "is_active", "is_staff", "is_superuser", "date_joined", "last_login", "access_epoch"]
    list_display = ["email", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email"]


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    fields = ["ref", "name", "email", "phone", "user", "version"]
    list_display = ["name", "email", "user"]
    list_select_related = ["user__person"]
    search_fields = ["name", "email"]


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    fields = ["ref", "name", "kind", "mail_domain", "website", "cbs_code", "ended_on"]
    list_display = ["name", "kind", "mail_domain", "ended_on"]
    list_filter = ["kind"]
    search_fields = ["name"]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    fields = ["person", "organisation", "function", "started_on", "ended_on"]
    list_display = fields
    list_select_related = ["person", "organisation"]
    search_fields = ["person__name", "organisation__name"]


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(ReadOnlyAdmin):
    fields = ["ref", "person", "role", "organisation", "started_on", "ended_on"]
    list_display = ["person", "role", "organisation", "started_on", "ended_on"]
    list_filter = ["role"]
    list_select_related = ["person", "organisation"]


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    fields = [
        "ref", "name", "email", "organisation", "function", "role", "made_at", "made_by", "accepted_at", "revoked_at",
    ]  # fmt: skip
    list_display = ["email", "organisation", "role", "made_at", "accepted_at", "revoked_at"]
    list_select_related = ["organisation"]


@admin.register(AccountRequest)
class AccountRequestAdmin(ReadOnlyAdmin):
    fields = ["ref", "name", "email", "organisation_name", "function", "state", "made_at", "decided_at", "decided_by"]
    list_display = ["email", "organisation_name", "state", "made_at", "decided_at"]
    list_filter = ["state"]

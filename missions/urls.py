from django.urls import path

from missions.views import (
    brief,
    delegation,
    invitations,
    items,
    missions,
    needs,
    partners,
    preview,
    programme,
    shortlists,
)

app_name = "missions"
urlpatterns = [
    path("", missions.MissionList.as_view(), name="missions"),
    path("new/", missions.MissionNew.as_view(), name="mission_new"),
    path("shortlists/<int:pk>/", shortlists.Share.as_view(), name="shortlist_share"),
    path("<int:mission>/", missions.mission_page, name="mission"),
    path("<int:mission>/edit/", missions.MissionEdit.as_view(), name="mission_edit"),
    path("<int:mission>/advance/", missions.MissionAdvance.as_view(), name="mission_advance"),
    path("<int:mission>/cancel/", missions.MissionCancel.as_view(), name="mission_cancel"),
    path("<int:mission>/tasks/new/", missions.TaskNew.as_view(), name="task_new"),
    path("<int:mission>/needs/", needs.Needs.as_view(), name="needs"),
    path("<int:mission>/partners/", partners.Partners.as_view(), name="partners"),
    path("<int:mission>/delegation/", delegation.Delegation.as_view(), name="delegation"),
    path(
        "<int:mission>/delegation/new/<int:person>/",
        delegation.ParticipantNew.as_view(),
        name="participant_new",
    ),
    path("<int:mission>/programme/", programme.Programme.as_view(), name="programme"),
    path("<int:mission>/programme/new/", items.ItemNew.as_view(), name="item_new"),
    path("<int:mission>/programme/<int:pk>/edit/", items.ItemEdit.as_view(), name="item_edit"),
    path(
        "<int:mission>/programme/<int:pk>/delete/", items.ItemDelete.as_view(), name="item_delete"
    ),
    path("<int:mission>/invitations/", invitations.InvitationList.as_view(), name="invitations"),
    path(
        "<int:mission>/invitations/preview/", preview.Preview.as_view(), name="invitations_preview"
    ),
    path(
        "<int:mission>/invitations/letter/<int:participant>/",
        preview.letter,
        name="invitation_letter",
    ),
    path(
        "<int:mission>/invitations/<int:pk>/",
        invitations.InvitationDetail.as_view(),
        name="invitation",
    ),
    path("<int:mission>/invitations/<int:pk>/back/", invitations.take_back, name="invitation_back"),
    path(
        "<int:mission>/invitations/round/<uuid:round>/back/",
        invitations.take_back_round,
        name="round_back",
    ),
    path("<int:mission>/brief/", brief.BriefTab.as_view(), name="brief"),
    path("<int:mission>/brief/edit/", brief.BriefEdit.as_view(), name="brief_edit"),
    path("<int:mission>/brief/make/", brief.BriefMake.as_view(), name="brief_make"),
]

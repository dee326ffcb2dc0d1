from django.urls import path

from chamber.accounts.views import people, profile

app_name = "accounts"
urlpatterns = [
    path("", profile.Profile.as_view(), name="profile"),
    path("people/", people.People.as_view(), name="people"),
    path("people/invite/", people.Invite.as_view(), name="invite"),
    path("people/<int:pk>/", people.Person.as_view(), name="person"),
    path("people/<int:pk>/invitation/", people.SendInvitation.as_view(), name="send_invitation"),
    path("people/<int:pk>/sessions/", people.EndSessions.as_view(), name="end_sessions"),
    path(
        "people/<int:pk>/second-factor/",
        people.ResetSecondFactor.as_view(),
        name="reset_second_factor",
    ),
]

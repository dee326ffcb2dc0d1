from django.urls import path

from chamber.bookings.views import bookings, resources

app_name = "bookings"
urlpatterns = [
    path("", resources.ResourceList.as_view(), name="list"),
    path("new/", resources.ResourceCreate.as_view(), name="create"),
    path("<int:pk>/", resources.ResourceDetail.as_view(), name="detail"),
    path("<int:pk>/edit/", resources.ResourceEdit.as_view(), name="edit"),
    path("<int:pk>/book/", bookings.Book.as_view(), name="book"),
    path("bookings/<int:pk>/move/", bookings.Move.as_view(), name="move"),
    path("bookings/<int:pk>/cancel/", bookings.Cancel.as_view(), name="cancel"),
]

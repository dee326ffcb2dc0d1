from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "chamber.calendar"
    label = "calendar"

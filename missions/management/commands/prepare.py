from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Bring database, static files, reference data and (with PORTAL_DEMO=1) demonstration up."
    requires_system_checks = []  # they ask tables that the first step makes, then they run

    def handle(self, **options):
        quiet = {"verbosity": 0, "interactive": False}
        call_command("migrate", **quiet)
        self.check(databases=["default"])
        call_command("collectstatic", **quiet)
        call_command("load_reference")
        if settings.DEMO:
            call_command("load_demo")

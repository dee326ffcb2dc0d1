"""The demonstration: invented people and their work, and the sheet with their passwords."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chamber.home import demo
from missions import demo as mission

LINE = "  {what:16} {email:26} password {password:18} {second}"


class Command(BaseCommand):
    help = "Load demonstration data; refuses without PORTAL_DEMO=1."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Demonstration data is for a portal with PORTAL_DEMO=1 only.")
        accounts = demo.load()
        mission.load(at=timezone.now())
        self.write_sheet(accounts)

    def write_sheet(self, accounts):
        """What the start prints; readable by its owner only."""
        lines = ["", "Accounts of the demonstration (invented people):"]
        for account in accounts:
            second = f"TOTP secret {account.totp_secret}" if account.totp_secret else ""
            lines.append(
                LINE.format(
                    what=account.what, email=account.email, password=account.password, second=second
                ).rstrip()
            )
        lines += ["", f"Mailbox: {settings.PORTAL_URL}/en/demo/mailbox/", ""]
        handle = os.open(
            settings.VAR / "demo-accounts.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
        )
        with os.fdopen(handle, "w") as file:
            file.write("\n".join(lines))

import asyncio
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from chamber.mail import sink


class Command(BaseCommand):
    help = "Receive mail over SMTP and keep it as files, for the demonstration's mailbox page."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=1025)
        parser.add_argument("--folder", type=Path, default=settings.MAILBOX_DIR)

    def handle(self, *, host, port, folder, **options):
        with suppress(KeyboardInterrupt):
            asyncio.run(sink.serve(host, port, folder))

import json
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from partners.importing.at_once import import_file
from partners.importing.rows import Message
from partners.importing.tables import NotATable

COUNTS = {
    "rows": "rows",
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "wrong": "wrong",
    "duplicate": "duplicates",
}


class Command(BaseCommand):
    help = "Import partners from a CSV file as the pages do. Exit 1 if the file is refused."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check only, change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--by", metavar="EMAIL", help="the person whom the history names")

    def handle(self, *, file, dry_run, by, **options):
        messages = []
        user = self.person(by) if by else None
        try:
            with file.open("rb") as opened:
                run = import_file(
                    opened, name=file.name, by=user, dry_run=dry_run, tell=messages.append
                )
        except OSError as fault:
            raise CommandError(str(fault)) from fault
        except NotATable as fault:
            self.say({}, [Message(1, "", "", str(fault))], **options)
            raise SystemExit(1) from fault
        self.say(run.counts, messages, **options)

    def person(self, email):
        found = get_user_model().objects.filter(email__iexact=email).first()
        if found is None:
            raise CommandError(_("Nobody has the address %(email)s.") % {"email": email})
        return found

    def say(self, counts, messages, **options):
        counts = {word: counts.get(name, 0) for name, word in COUNTS.items()}
        if options["json"]:
            said = [
                {"row": one.row, "column": one.column, "value": one.value, "message": one.words}
                for one in messages
            ]
            self.stdout.write(json.dumps(counts | {"messages": said}, ensure_ascii=False))
            return
        for message in messages:
            self.stdout.write(str(message))
        self.stdout.write(", ".join(f"{word} {n}" for word, n in counts.items()))

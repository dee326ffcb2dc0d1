from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "chamber.backup"
    label = "backup"

class BackupError(Exception):
    """A backup or a restore cannot be done; the words say why and what helps."""

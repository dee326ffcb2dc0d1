"""Every PDF of the portal: one description of a kind, an HTML preview and versions on paper.

An app describes its kind from ``AppConfig.ready()``::

    documents.register("glossary", label=_("Glossary"), build=build, template="…/glossary.html")
"""

from chamber.documents.kinds import CHAMBER, PRIVATE, PUBLIC, Kind, register

__all__ = ["CHAMBER", "PRIVATE", "PUBLIC", "Kind", "register"]

"""Due diligence, sanctions lists and compared numbers: for the chamber's own people alone.

What other parts ask for: how somebody stands, and what is missing before an invitation or
the release of a contact.
"""

from partners.trust.standing import Stand, asked_for, standing, standings

__all__ = ["Stand", "asked_for", "standing", "standings"]

from chamber.slots import chamber_panels, panels, panels_of


class WithPanels:
    """For a DetailView: what the apps above show about the same object, and where."""

    def get_context_data(self, **kwargs):
        user, slots = self.request.user, {"panels": panels}
        if getattr(user, "is_chamber", False):
            slots["chamber_panels"] = chamber_panels
        found = {name: panels_of(self.object, user, slot=slot) for name, slot in slots.items()}
        return super().get_context_data(**found, **kwargs)

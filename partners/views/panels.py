from chamber.slots import panels


class WithPanels:
    """For a DetailView: what the apps above show about the same object."""

    def get_context_data(self, **kwargs):
        made = (make(self.object, self.request.user) for make in panels)
        return super().get_context_data(panels=[panel for panel in made if panel], **kwargs)

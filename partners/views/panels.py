from chamber.slots import panels_of


class WithPanels:
    """For a DetailView: what the apps above show about the same object."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(panels=panels_of(self.object, self.request.user), **kwargs)

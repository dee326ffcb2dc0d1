"""An organisation as others see it: on its page, on paper, and to machines that read the page."""

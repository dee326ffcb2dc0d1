"""Models of the libraries the portal stands on."""

from chamber.privacy import register

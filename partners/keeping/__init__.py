"""Members keep their own organisation; the chamber keeps the whole honest."""

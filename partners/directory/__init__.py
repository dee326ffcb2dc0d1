"""Finding partners: what is searched, by which words, and how many there are of each sort."""

"""Training of the events component: corpus reader, trigger tagger, role scorer."""

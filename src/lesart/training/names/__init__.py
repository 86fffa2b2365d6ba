"""Trains the recogniser of names; needs torch and the corpora, and nothing imports it at run time."""

"""Trains the syntax model: parts of speech, morphology, and Universal Dependencies."""

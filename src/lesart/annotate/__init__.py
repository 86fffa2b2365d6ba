"""The annotate room: spaCy components, one phenomenon a file. Importing it registers the factories."""

"""The command line: a face without logic. The only room that prints."""

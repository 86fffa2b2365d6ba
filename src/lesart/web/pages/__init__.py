"""One file a page of the workbench; each gives a router."""

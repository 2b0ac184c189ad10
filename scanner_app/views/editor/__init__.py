"""The formula editor: colours, completion, hints, squiggles."""

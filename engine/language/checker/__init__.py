"""Names, types and limits: from the syntax tree to the graph."""

"""From the syntax tree to the graph: names, types and arguments are checked on the way."""

"""From text to the syntax tree and back: lexer, parser, diagnostics, printer."""

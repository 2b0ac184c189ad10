"""QObjects without widgets: they hold state, run the engine off the GUI thread and tell of it."""

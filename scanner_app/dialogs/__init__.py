"""Dialogs; they are opened, never executed, so that the event loop stays one."""

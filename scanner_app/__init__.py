"""Formula Scanner's desktop application."""

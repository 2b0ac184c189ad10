"""Feeds, readers, providers, sinks and indicators that come in packages of others."""

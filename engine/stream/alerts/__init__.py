"""What happens on a hit: log, command, webhook, and a history that survives a restart."""

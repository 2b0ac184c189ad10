"""The parent's side of the workers: schedule, shards, health and memory."""

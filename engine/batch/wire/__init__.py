"""What crosses to worker processes: frozen messages of primitives and arrays."""

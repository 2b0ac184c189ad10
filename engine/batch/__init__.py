"""One formula over many symbols, in parallel."""

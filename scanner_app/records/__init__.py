"""Plain data that services make and models show."""

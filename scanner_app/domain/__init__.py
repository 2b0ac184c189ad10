"""Plain data that services, presenters and views share."""

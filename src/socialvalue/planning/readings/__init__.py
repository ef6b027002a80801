"""What deeds and pages of planning both read."""

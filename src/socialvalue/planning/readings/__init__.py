"""What deeds and pages of planning read alike."""

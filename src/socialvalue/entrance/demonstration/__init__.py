"""Made-up data for the demonstration: people, notices, and three financial years of a past."""

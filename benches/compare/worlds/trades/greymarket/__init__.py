"""Made-up worlds of a social-commerce platform, seen from its small trades."""

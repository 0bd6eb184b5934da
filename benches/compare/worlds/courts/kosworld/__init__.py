"""Made-up exports of a social-commerce platform, seen from the court registry."""

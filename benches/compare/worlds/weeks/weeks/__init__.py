"""Made-up platform exports, written from the weeks people live."""

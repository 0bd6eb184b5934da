"""A small economy of households, firms, agencies and crooks that writes exports."""

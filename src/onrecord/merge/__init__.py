"""Claims across reports: one text in many outlets, one event in many reports, and what is agreed and disputed of it."""

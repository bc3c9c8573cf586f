"""Files of figures: what each row would do, and all of them or none."""

"""How sure the fields of an article are: a calibrated probability for each."""

"""Training of the quotation networks on the German news quotation attribution corpus."""

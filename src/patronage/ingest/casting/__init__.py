"""Raw values into the columns of a contract, with a reason for no."""

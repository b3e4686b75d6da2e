"""Raw customer transactions into segments that people can name, trust and act on."""

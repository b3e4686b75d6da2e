"""Text of any encoding and packing as lines that can be trusted."""

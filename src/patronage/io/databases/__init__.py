"""Workbooks and databases as rows."""

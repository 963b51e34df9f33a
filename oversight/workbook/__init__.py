"""The year as an Excel workbook: its form, reading, comparing with what is there, writing."""

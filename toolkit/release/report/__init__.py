"""The report page: report.html, one file without a network."""

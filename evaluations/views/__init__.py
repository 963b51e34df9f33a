"""Pages of sheets: each view makes one call to a service or asks a queryset; GET never writes."""

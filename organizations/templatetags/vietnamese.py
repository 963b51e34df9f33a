"""Filters that write dates, numbers and clauses the Vietnamese way."""

from django import template

from organizations import formats

register = template.Library()

register.filter("vn_date", formats.vn_date)
register.filter("vn_datetime", formats.vn_datetime)
register.filter("vn_weekday", formats.vn_weekday)
register.filter("vn_number", formats.vn_number)
register.filter("clause", formats.clause_in_words)
register.filter("days_until", formats.days_until)

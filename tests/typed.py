"""What a page's form holds, as a browser would send it."""

from typing import Any


def typed(response: Any) -> dict[str, str]:
    """The fields of the ``form`` of a response, ready to be changed and posted."""
    form = response.context["form"]
    data: dict[str, str] = {}
    for field in form:
        value = field.value()
        if value is True:
            data[field.html_name] = "on"
        elif value is not None and value is not False:
            prepared = form.fields[field.name].prepare_value(value)
            data[field.html_name] = str(getattr(prepared, "value", prepared))
    return data

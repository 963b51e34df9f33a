"""Sessions in the database that end with the browser, and at the latest when sign-in said so."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """A session whose moment of end is fixed at sign-in (``set_expiry``), whatever is done in it.

    Django would let the cookie of such a session outlive the browser.
    """

    def get_expire_at_browser_close(self) -> bool:
        """Always: the moment of end stands in the database."""
        return True

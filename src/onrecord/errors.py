"""Everything onrecord raises on purpose. Doubt about a text is a ``Problem``, a value; only misuse and unreadable input raise."""


class OnrecordError(Exception):
    """Catch this to catch everything onrecord raises on purpose."""


class ReadError(OnrecordError):
    """An input could not be read at all. The message says what, where and what to do."""


class UsageError(OnrecordError):
    """A call or an option that cannot be served as given."""


class RecordError(OnrecordError):
    """A record that cannot be opened, written or asked as it is. The message says what, where and what to do."""

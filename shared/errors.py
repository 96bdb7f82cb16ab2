"""Every error that Heed raises, in one tree.

HeedError
├── ConfigurationError      a setting, secret or row is missing or wrong; the text names it and the remedy
├── SignatureError          a delivery is not authentic, whatever the cause
├── PayloadError            a verified body is not this platform's format at all
├── InputError              what a person or a client sent is wrong; the text names the field and the remedy
│   └── RequestError            the request is malformed, before any rule of ours is asked
├── SignInError             who is there could not be proven; the text says what to do
├── ForbiddenError          the person's role does not allow it; the text names the role that does
├── NotFoundError           what was asked for is not there
├── TransitionError         the lifecycle has no such arrow
├── UnknownStateError       a later version of the code wrote the row
├── ConflictError           somebody else changed the row first; read again
└── PlatformError           one attempt to post ended without a receipt
    ├── NotAppliedError     proof that nothing was posted; may be repeated
    │   └── RateLimitedError    the same, and the platform says when
    ├── RefusedError        the platform will not take this reply; a repeat gets the same answer
    │   ├── CredentialsError    the account's token is dead: nothing of this account can be sent
    │   └── WindowClosedError   the time for answering is over
    └── UnclearError        it may have been posted; a machine never repeats it
"""


class HeedError(Exception):
    """Base of all errors that Heed raises on purpose."""


class ConfigurationError(HeedError):
    """A setting, secret or row is missing or wrong. Names it and says what to do."""


class SignatureError(HeedError):
    """A delivery is not authentic. One error for every cause, so that a forger learns nothing."""


class PayloadError(HeedError):
    """A verified body is not this platform's format. It is kept in quarantine, never lost."""


class InputError(HeedError):
    """Input of a person or client is wrong. `field` names what, the text says the remedy."""

    def __init__(self, field: str, remedy: str) -> None:
        super().__init__(f"{field}: {remedy}")
        self.field = field
        self.remedy = remedy


class RequestError(InputError):
    """The request is malformed: its address, its headers or the form of its body."""


class StaleError(HeedError):
    """A program's precondition does not hold: what it would change is not as it was when it was read."""


class SignInError(HeedError):
    """Who is there could not be proven. The text says what to do, and nothing about why to a stranger."""


class ForbiddenError(HeedError):
    """The person's role does not allow it. Names the role that does."""


class NotFoundError(HeedError):
    """What was asked for is not there. Names it."""


class TransitionError(HeedError):
    """The lifecycle has no such arrow for this actor."""


class UnknownStateError(HeedError):
    """A row is in a state that this version of the code does not know: a later one wrote it, and will go on with it."""


class ConflictError(HeedError):
    """A condition failed: the row is not what the writer saw.

    `failed` holds the positions of the failed conditions in a transaction, in the order of its
    writes; a single write fails at position 0. Without positions another transaction was in the way:
    nothing was written, and nothing is known of the conditions.
    """

    def __init__(self, message: str = "the row was changed by someone else", failed: tuple[int, ...] = (0,)) -> None:
        super().__init__(message)
        self.failed = failed


class PlatformError(HeedError):
    """One attempt to post ended without a receipt.

    `code` is ours or the platform's short code; never a body, a token or a text.
    """

    def __init__(self, code: str, *, status: int | None = None) -> None:
        super().__init__(code if status is None else f"{code} (HTTP {status})")
        self.code = code
        self.status = status


class NotAppliedError(PlatformError):
    """Proof that nothing was posted: no byte left us, or the platform rejects before it acts."""

    def __init__(self, code: str, *, status: int | None = None, retry_after_s: float | None = None) -> None:
        super().__init__(code, status=status)
        self.retry_after_s = retry_after_s


class RateLimitedError(NotAppliedError):
    """The platform rejected the request early and named (or implied) a time to come back."""


class RefusedError(PlatformError):
    """The platform will not take this reply; a repeat gets the same answer."""


class CredentialsError(RefusedError):
    """The account's token is dead or lacks a permission."""


class WindowClosedError(RefusedError):
    """The platform's time for answering is over."""


class UnclearError(PlatformError):
    """The reply may have been posted. Only a look-up or a person can tell."""

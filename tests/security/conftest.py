"""What the tests of signing in have already: codes, mails and their addresses."""

from tests.accounts.conftest import address_in, fresh_code, give_password, mails  # noqa: F401

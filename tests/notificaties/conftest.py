import pytest

from tests.smtp import Server


@pytest.fixture
def mailserver(settings):
    """A real SMTP server the application sends to."""
    with Server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def inbox(mailserver):
    return mailserver.inbox

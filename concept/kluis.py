"""What was typed is unreadable in the database and in a backup: Fernet, with a key made from SECRET_KEY."""

import base64
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@lru_cache
def _fernet(secrets: tuple[str, ...]) -> MultiFernet:
    def key(secret):
        derived = HKDF(SHA256(), length=32, salt=None, info=b"basisteam.concept").derive(secret.encode())
        return Fernet(base64.urlsafe_b64encode(derived))

    return MultiFernet([key(secret) for secret in secrets])


def _now() -> MultiFernet:
    return _fernet((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def lock_up(velden: dict[str, Any]) -> bytes:
    return _now().encrypt(json.dumps(velden).encode())


def open_up(dicht: bytes | memoryview | None) -> dict[str, Any]:
    """What was locked up; empty when the key it was made with is not known any more."""
    try:
        return json.loads(_now().decrypt(bytes(dicht or b"")))
    except InvalidToken:
        return {}

"""A workbench on the hand-made dossier, asked without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient
from tests.web.handmade import HandmadeDossier

from lesart.web import create_app

Ask = Callable[[HandmadeDossier], TestClient]


@pytest.fixture
def dossier() -> HandmadeDossier:
    return HandmadeDossier()


@pytest.fixture
def ask() -> Iterator[Ask]:
    """A client on any dossier."""
    clients = []

    def start(dossier: HandmadeDossier) -> TestClient:
        client = TestClient(
            create_app(dossier), base_url="http://127.0.0.1", headers={"accept-language": "de"}, follow_redirects=False
        )
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.close()


@pytest.fixture
def client(ask: Ask, dossier: HandmadeDossier) -> TestClient:
    return ask(dossier)

import pytest

from tests.faults.house import Broker, MailServer, Workers


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/faults" in str(item.path):
            item.add_marker(pytest.mark.fault)


@pytest.fixture
def broker():
    server = Broker()
    server.start()
    yield server
    server.close()


@pytest.fixture
def mail_server():
    server = MailServer()
    yield server
    server.close()


@pytest.fixture
def workers(broker, mail_server, tmp_path, transactional_db):
    crew = Workers(broker=broker.url, mail=mail_server.url, folder=tmp_path)
    yield crew
    crew.close()

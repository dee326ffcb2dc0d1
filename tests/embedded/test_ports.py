"""A taken port is named, and another is offered."""

import os
import socket

from chamber.embedded import ports


def test_a_taken_port_is_named_and_the_next_free_one_offered():
    with socket.create_server((ports.HOST, 0)) as listener:
        taken = listener.getsockname()[1]
        port, sentence = ports.choose(taken)
        assert port > taken
        assert sentence.startswith(f"port {taken} is taken by python")
        assert f"(process {os.getpid()}); using {port}" in sentence
        with socket.create_server((ports.HOST, port)):
            assert ports.choose(taken)[0] > port
    assert ports.choose(taken) == (taken, "")

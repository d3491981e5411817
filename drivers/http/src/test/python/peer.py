"""Calls a probe that is served over HTTP, by Python's own HTTP client, msgpack and websockets.

    peer.py CASE HOST:PORT

A case that fails ends with a traceback and a status other than 0.
"""

import asyncio
import http.client
import json
import struct
import sys

import msgpack
import websockets

TIMEOUT = 20
MSGPACK = "application/msgpack"
STREAM = "application/x-msgpack-stream"


def post(address, path, body, **headers):
    connection = http.client.HTTPConnection(address, timeout=TIMEOUT)
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST", path, body, headers, encode_chunked=not isinstance(body, bytes))
    return connection.getresponse()


def packed(texts, **more):
    return msgpack.packb(dict(more, docs=[{"type": "Text", "text": text} for text in texts]))


def texts(envelope):
    return [doc.get("text") for doc in envelope.get("docs", [])]


def unary(address):
    answer = post(address, "/probe/upper", packed(["a", "grüße", "𝄞"]), content_type=MSGPACK)
    assert answer.status == 200 and answer.headers["content-type"] == MSGPACK, answer.status
    envelope = msgpack.unpackb(answer.read())
    assert envelope["status"] == "OK" and texts(envelope) == ["A", "GRÜSSE", "𝄞"], envelope

    answer = post(address, "/probe/upper", packed(["a", "bad"]), content_type=MSGPACK)
    assert answer.headers["xoo-status"] == "partial", answer.headers
    assert msgpack.unpackb(answer.read())["docs"][1]["error"]["code"] == "FAILED_PRECONDITION"

    params = {"n": 1, "f": 0.5, "b": True, "list": [1, 2], "map": {"k": "v"}, "none": None}
    answer = post(address, "/probe/params", packed(["x"], params=params), content_type=MSGPACK)
    assert set(texts(msgpack.unpackb(answer.read()))) >= {"n=1", "f=0.5", "b=true", "list=[1, 2]"}

    answer = post(address, "/probe/upper", packed(["json"]), content_type=MSGPACK, accept="application/json")
    assert texts(json.loads(answer.read())) == ["JSON"]

    answer = post(address, "/probe/fail", packed(["x"], params={"code": "ABORTED"}), content_type=MSGPACK)
    assert answer.status == 409 and msgpack.unpackb(answer.read())["error"]["node"] == "inner"

    answer = post(address, "/probe/upper", b"\xdd\x10\x00\x00\x00", content_type=MSGPACK)
    assert answer.status == 400, answer.status
    answer.read()


def framed(message):
    return struct.pack(">I", len(message)) + message


def frames(answer):
    while True:
        length = answer.read(4)
        if not length:
            return
        yield msgpack.unpackb(answer.read(struct.unpack(">I", length)[0]))


def streams(address):
    answer = post(address, "/probe/words", packed(["a b c"]), content_type=MSGPACK, accept=STREAM)
    got = list(frames(answer))
    assert [text for each in got for text in texts(each)] == ["a", "b", "c"], got
    assert got[-1]["end"] is True and got[-1]["status"] == "OK", got

    chunks = (framed(packed([f"t{number}"])) for number in range(1000))
    answer = post(address, "/probe/count", chunks, content_type=STREAM, accept=MSGPACK, transfer_encoding="chunked")
    assert texts(msgpack.unpackb(answer.read())) == ["1000 t999"]


async def chat(address):
    where = f"ws://{address}/probe/shout"
    async with websockets.connect(where, open_timeout=TIMEOUT, subprotocols=["xoo.json"]) as socket:
        for number in range(100):
            await socket.send(json.dumps({"docs": [{"text": f"t{number}"}]}))
            assert texts(json.loads(await asyncio.wait_for(socket.recv(), TIMEOUT))) == [f"T{number}"]
        await socket.send(json.dumps({"end": True}))
        end = json.loads(await asyncio.wait_for(socket.recv(), TIMEOUT))
        assert end["end"] is True and end["status"] == "OK", end


if __name__ == "__main__":
    case, where = sys.argv[1:]
    {"unary": unary, "streams": streams, "websocket": lambda address: asyncio.run(chat(address))}[case](where)

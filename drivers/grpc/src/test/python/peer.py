"""Calls a probe that is served over gRPC, as programs do that know nothing of this project but its .proto file.

    peer.py CASE HOST:PORT PROTO_DIRECTORY

PROTO_DIRECTORY holds xooai.proto, and health.proto and reflection.proto of gRPC. A case that fails ends with a
traceback and a status other than 0.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import threading

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

TIMEOUT = 20
GRPC_TOOLS = [sys.executable, "-m", "grpc_tools.protoc"]


def generate(directory, name):
    """The modules that protoc makes of a .proto file."""
    out = tempfile.mkdtemp()
    plugin = shutil.which("grpc_python_plugin")
    compiler = ["protoc", f"--plugin=protoc-gen-grpc_python={plugin}"] if plugin else GRPC_TOOLS
    arguments = [f"-I{directory}", f"--python_out={out}", f"--grpc_python_out={out}", f"{name}.proto"]
    subprocess.run(compiler + arguments, check=True)
    sys.path.insert(0, out)
    return __import__(f"{name}_pb2"), __import__(f"{name}_pb2_grpc")


def fails(code, call):
    """The error of a call that has to fail with that code."""
    try:
        answer = call()
    except grpc.RpcError as error:
        assert error.code() == code, error
        return error
    raise AssertionError(f"answered, and not {code}: {answer}")


def trailer(call, name):
    return dict(call.trailing_metadata()).get(name)


class Calls:
    """Messages of the generated stub, in JSON."""

    def __init__(self, channel, directory):
        self.messages, services = generate(directory, "xooai")
        self.stub = services.ExecutorsStub(channel)

    def message(self, endpoint=None, texts=(), **more):
        body = dict(more, docs=[{"type": "Text", "text": text} for text in texts])
        names = {"executor": "probe", "endpoint": endpoint} if endpoint else {}
        return self.messages.Message(codec=self.messages.JSON, body=json.dumps(body).encode(), **names)


def texts(message):
    return [doc.get("text") for doc in json.loads(message.body).get("docs", [])]


def every_kind(channel, directory):
    calls = Calls(channel, directory)
    stub, message = calls.stub, calls.message

    answer, call = stub.Call.with_call(message("upper", ["a", "b"]), timeout=TIMEOUT)
    assert texts(answer) == ["A", "B"] and trailer(call, "xoo-status") is None, answer

    answer = stub.Collect(iter([message("count", ["a"]), message(None, ["b", "c"])]), timeout=TIMEOUT)
    assert texts(answer) == ["3 c"], answer

    answers = [text for each in stub.Expand(message("words", ["a b c"]), timeout=TIMEOUT) for text in texts(each)]
    assert answers == ["a", "b", "c"], answers

    answered = threading.Semaphore(1)

    def asking():
        for number in range(100):
            assert answered.acquire(timeout=TIMEOUT), "no answer before the next question"
            yield message("shout" if number == 0 else None, [f"t{number}"])

    got = []
    for each in stub.Chat(asking(), timeout=TIMEOUT):
        got += texts(each)
        answered.release()
    assert got == [f"T{number}" for number in range(100)], got

    described = json.loads(stub.Describe(calls.messages.Message(), timeout=TIMEOUT).body)
    assert described["executors"][0]["name"] == "probe", described


def every_failure(channel, directory):
    calls = Calls(channel, directory)
    stub, message = calls.stub, calls.message

    answer, call = stub.Call.with_call(message("upper", ["a", "bad"]), timeout=TIMEOUT)
    assert trailer(call, "xoo-status") == "PARTIAL" and json.loads(answer.body)["status"] == "PARTIAL", answer

    codes = [code for code in grpc.StatusCode if code is not grpc.StatusCode.OK]
    for code in codes:
        error = fails(code, lambda: stub.Call(message("fail", ["x"], params={"code": code.name}), timeout=TIMEOUT))
        whole = json.loads(trailer(error, "xoo-error-bin"))["error"]
        assert whole["code"] == code.name and whole["node"] == "inner" and whole["endpoint"] == "fail", whole
        assert "failed as told" in error.details(), error

    stream = stub.Expand(message("breaks", ["x"], params={"code": "ABORTED"}), timeout=TIMEOUT)
    assert texts(next(stream)) == ["first"]
    fails(grpc.StatusCode.ABORTED, lambda: next(stream))

    error = fails(grpc.StatusCode.NOT_FOUND, lambda: stub.Call(message("nothing", ["x"]), timeout=TIMEOUT))
    assert "upper" in error.details(), error
    fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: stub.Call(message("slow", ["x"]), timeout=0.3))

    numbers = stub.Expand(message("numbers", ["100000000"]))
    next(numbers)
    numbers.cancel()
    fails(grpc.StatusCode.CANCELLED, lambda: [None for _ in numbers])


def by_reflection(channel, directory):
    reflection, services = generate(directory, "reflection")
    ask = services.ServerReflectionStub(channel).ServerReflectionInfo

    def asked(**question):
        return next(iter(ask(iter([reflection.ServerReflectionRequest(**question)]), timeout=TIMEOUT)))

    names = [each.name for each in asked(list_services="").list_services_response.service]
    assert {"xooai.v1.Executors", "grpc.health.v1.Health"} <= set(names), names

    # The first version of reflection, which many tools still speak, has the same messages.
    older = channel.stream_stream(
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
        request_serializer=reflection.ServerReflectionRequest.SerializeToString,
        response_deserializer=reflection.ServerReflectionResponse.FromString,
    )
    question = reflection.ServerReflectionRequest(list_services="")
    listed = next(iter(older(iter([question]), timeout=TIMEOUT))).list_services_response.service
    assert "xooai.v1.Executors" in [each.name for each in listed], listed

    pool = descriptor_pool.DescriptorPool()
    found = asked(file_containing_symbol="xooai.v1.Executors").file_descriptor_response.file_descriptor_proto
    for encoded in found:
        pool.Add(descriptor_pb2.FileDescriptorProto.FromString(encoded))
    method = pool.FindServiceByName("xooai.v1.Executors").FindMethodByName("Call")
    # Named otherwise before protobuf 4.22.
    made = getattr(message_factory, "GetMessageClass", None) or message_factory.MessageFactory(pool).GetPrototype
    asking, answering = made(method.input_type), made(method.output_type)
    call = channel.unary_unary(
        "/xooai.v1.Executors/Call",
        request_serializer=asking.SerializeToString,
        response_deserializer=answering.FromString,
    )
    answer = call(asking(executor="probe", endpoint="upper", body=b'{"docs":[{"text":"hi"}]}'), timeout=TIMEOUT)
    assert texts(answer) == ["HI"], answer


def health(channel, directory):
    messages, services = generate(directory, "health")
    stub = services.HealthStub(channel)
    for service in ("", "xooai.v1.Executors"):
        answer = stub.Check(messages.HealthCheckRequest(service=service), timeout=TIMEOUT)
        assert answer.status == messages.HealthCheckResponse.SERVING, answer


if __name__ == "__main__":
    case, address, protos = sys.argv[1:]
    with grpc.insecure_channel(address) as opened:
        {"every-kind": every_kind, "every-failure": every_failure, "reflection": by_reflection, "health": health}[
            case
        ](opened, protos)

package xooai.designer.invoke;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.driver.CallKind;

/// The languages that a call is copied in, as a whole program each.
public enum Snippet {
    /// A line for a POSIX shell.
    SHELL("Command line"),
    /// Java, with `xooai-core` and the driver of the address on the class path.
    JAVA("Java"),
    /// Python 3: with its own library over HTTP, with grpcio over gRPC, by `xooai call` over anything else.
    PYTHON("Python");

    /// The longest string that a class file holds, in bytes.
    private static final int LONGEST_JAVA = 60_000;

    private final String title;

    Snippet(String title) {
        this.title = title;
    }

    /// The language as a person reads it.
    public String title() {
        return title;
    }

    /// A call as code.
    ///
    /// @param address what is called
    /// @param docs the docs, a plain list
    /// @param fingerprint the one certificate that the host is known by; null for the system's authorities
    public record Call(
            String address,
            CallKind kind,
            @Nullable Object docs,
            @Nullable String fingerprint) {
        private String json() {
            List<?> list = docs instanceof List<?> each ? each : List.of();
            return text(list);
        }

        private String scheme() {
            return address.substring(0, Math.max(0, address.indexOf(':')));
        }
    }

    /// The code that makes that call.
    public String of(Call call) {
        return switch (this) {
            case SHELL ->
                Command.of(call.address(), call.kind(), call.docs(), call.fingerprint())
                        .line();
            case JAVA -> java(call);
            case PYTHON -> python(call);
        };
    }

    private static String text(@Nullable Object value) {
        return new String(Codec.JSON.writeValue(value), StandardCharsets.UTF_8);
    }

    /// A string literal that Java and Python read: JSON's escapes are theirs as well.
    private static String literal(String text) {
        return text(text);
    }

    private static String java(Call call) {
        String json = call.json();
        boolean tooLong = json.getBytes(StandardCharsets.UTF_8).length > LONGEST_JAVA;
        String docs = tooLong ? "Files.readString(Path.of(\"docs.json\"))" : literal(json);
        String settings = call.fingerprint() == null
                ? ""
                : ", ConnectSettings.DEFAULT.withTrust(Trust.ofFingerprint(" + literal(call.fingerprint()) + "))";
        String use = call.kind().streamsOut() ? """
                    try (var answers = remote.expand(endpoint, docs)) {
                        answers.stream().forEach(System.out::println);
                    }
            """ : """
                        remote.post(endpoint, docs).forEach(System.out::println);
                """;
        return """
            import java.nio.charset.StandardCharsets;
            %simport xooai.codec.Codec;
            import xooai.codec.Limits;
            import xooai.doc.Doc;
            %simport xooai.executor.Executor;

            %spublic class Call {
                public static void main(String[] arguments)%s {
                    byte[] json = %s.getBytes(StandardCharsets.UTF_8);
                    var docs = Codec.JSON.readDocs(json, Doc.class, Limits.DEFAULT);
                    try (var remote = Executor.at(%s%s)) {
                        String endpoint = remote.endpoint() == null ? "" : remote.endpoint();
            %s        }
                }
            }
            """.formatted(
                tooLong ? "import java.nio.file.Files;\nimport java.nio.file.Path;\n" : "",
                call.fingerprint() == null ? "" : "import xooai.driver.ConnectSettings;\nimport xooai.driver.Trust;\n",
                tooLong ? "// docs.json holds the docs, a JSON array: they are too long for a class file.\n" : "",
                tooLong ? " throws Exception" : "",
                docs,
                literal(call.address()),
                settings,
                use.indent(8).stripTrailing() + "\n");
    }

    private static String python(Call call) {
        String scheme = call.scheme();
        if (call.fingerprint() == null && (scheme.equals("http") || scheme.equals("https"))) {
            return pythonByHttp(call);
        }
        return call.fingerprint() == null && (scheme.equals("grpc") || scheme.equals("grpcs"))
                ? PythonGrpc.of(call.address(), call.kind(), literal(call.json()))
                : pythonByCommand(call);
    }

    private static String pythonByHttp(Call call) {
        String accept = call.kind().streamsOut() ? ", \"accept\": \"application/x-ndjson\"" : "";
        String read = call.kind().streamsOut()
                ? "    for line in answer:\n        print(json.loads(line))\n"
                : "    print(json.load(answer))\n";
        return """
            import json
            import urllib.request

            docs = json.loads(%s)
            request = urllib.request.Request(
                %s,
                data=json.dumps({"docs": docs}).encode(),
                headers={"content-type": "application/json"%s},
            )
            with urllib.request.urlopen(request) as answer:
            %s\
            """.formatted(literal(call.json()), literal(call.address()), accept, read);
    }

    private static String pythonByCommand(Call call) {
        String stream = call.kind().streamsOut() ? ", \"--stream\"" : "";
        String trust = call.fingerprint() == null ? "" : ", \"--tls-fingerprint\", " + literal(call.fingerprint());
        return """
            import json
            import subprocess

            docs = json.loads(%s)
            command = ["xooai", "call", %s%s%s]
            for doc in docs:
                command += ["--doc", json.dumps(doc)]
            answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            for line in answer.splitlines():
                print(json.loads(line))
            """.formatted(literal(call.json()), literal(call.address()), stream, trust);
    }
}

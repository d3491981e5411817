package xooai.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;
import xooai.launch.Durations;
import xooai.launch.Json;
import xooai.launch.Report;
import xooai.launch.Tokens;

/// `xooai call`.
@Command(
        name = "call",
        description = "Calls a flow or an endpoint and prints its answer as JSON.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  xooai call http://127.0.0.1:8080/diamond --doc '{\"text\":\"Aa\"}'",
            "  xooai call http://127.0.0.1:8081/text_executor/upper --doc '{\"text\":\"a\"}' --doc '{\"text\":\"b\"}'",
            "  xooai call https://some.domain/diamond --file docs.json --codec msgpack --token-file token",
            "",
            "The answer's docs may be in error each; the exit code is 1 only when the call as a whole failed.",
        })
final class CallCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "URI", description = "Where it is served: http://HOST:PORT/FLOW or …/EXECUTOR/ENDPOINT.")
    private String uri = "";

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    @Option(
            names = "--codec",
            paramLabel = "CODEC",
            defaultValue = "json",
            description = "What travels: json or msgpack; ${DEFAULT-VALUE} unless told. The answer is printed as JSON.")
    private String codec = "json";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Durations.class,
            description = "How long the call may take; ${DEFAULT-VALUE} unless told.")
    private Duration timeout = Context.DEFAULT_TIMEOUT;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Present the token in that file. Without it: the one in XOOAI_TOKEN, if any.")
    private @Nullable Path tokenFile;

    /// The docs to send.
    static final class Input {
        @Option(
                names = "--doc",
                paramLabel = "JSON",
                required = true,
                description = "A doc; may be given several times.")
        private List<String> docs = new ArrayList<>();

        @Option(
                names = "--file",
                paramLabel = "FILE",
                required = true,
                description = "A JSON file with a doc, an array of docs, or {\"docs\": […]}; - for the standard input.")
        private @Nullable Path file;
    }

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Override
    public Integer call() throws IOException {
        ConnectSettings settings = trust.of(ConnectSettings.DEFAULT)
                .withCodec(codecNamed(codec))
                .withToken(Tokens.forCalling(tokenFile, System.getenv()));
        Subject.address(uri);
        Request request = Request.of(null, docs());
        PrintWriter out = Commands.of(command).commandLine().getOut();
        try (RemoteExecutor remote = Executor.at(uri, settings);
                Context context = Context.of(timeout)) {
            Response response = remote.serve(request, context);
            CallError error = response.error();
            if (error != null) {
                throw new XooaiException(error);
            }
            Json.print(Codec.JSON.writeResponse(response), out);
            return ExitCode.OK;
        }
    }

    private static Codec codecNamed(String name) {
        Codec named = Codec.named(name);
        if (named == null) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "there is no codec `" + name + "`; there are json and msgpack");
        }
        return named;
    }

    private DocArray<? extends Doc> docs() throws IOException {
        if (input.file == null) {
            List<@Nullable Object> values = new ArrayList<>();
            for (String doc : input.docs) {
                values.add(value(doc.getBytes(StandardCharsets.UTF_8), "the doc " + doc));
            }
            return docs(values, "--doc");
        }
        String name = "the file " + input.file;
        Object value = value(read(input.file), name);
        if (value instanceof Map<?, ?> map && map.get("docs") instanceof List<?> docs) {
            return docs(docs, name);
        }
        return docs(value, name);
    }

    private static byte[] read(Path file) {
        try {
            return file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
        } catch (IOException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "cannot read the docs: " + Report.reason(e), e);
        }
    }

    private static @Nullable Object value(byte[] json, String what) {
        try {
            return Codec.JSON.readValue(json, Limits.DEFAULT);
        } catch (XooaiException e) {
            throw new XooaiException(e.code(), "cannot read " + what + ": " + e.getMessage(), e);
        }
    }

    private static DocArray<? extends Doc> docs(@Nullable Object values, String what) {
        try {
            return Codec.JSON.readDocs(Codec.JSON.writeValue(values), Doc.class, Limits.DEFAULT);
        } catch (XooaiException e) {
            throw new XooaiException(e.code(), "cannot send " + what + ": " + e.getMessage(), e);
        }
    }
}

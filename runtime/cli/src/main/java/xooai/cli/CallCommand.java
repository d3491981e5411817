package xooai.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Media;
import xooai.doc.MediaTypes;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;
import xooai.driver.Rid;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;
import xooai.launch.Durations;
import xooai.launch.Json;
import xooai.launch.StoreOptions;
import xooai.launch.Tokens;
import xooai.store.SafeFile;

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
            "  xooai call http://127.0.0.1:8080/text_executor/words --doc '{\"text\":\"a b c\"}' --stream",
            "  xooai call grpc://some.domain:8081/video_executor/cut --file video.mp4 --store media=/mnt/media \\",
            "      --output short.mp4",
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
            converter = Durations.class,
            description =
                    "How long the call may take; what the file's timeoutMs says, or 30s, unless told; a stream has"
                            + " none unless told.")
    private @Nullable Duration timeout;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Present the token in that file. Without it: the one in XOOAI_TOKEN, if any.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--stream",
            description = "Ask for a stream, and print each part of it as a line of JSON as it arrives.")
    private boolean stream;

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
                description = "A picture, sound, video or text by the end of its name, as a doc; may be given several"
                        + " times. Or one JSON file with a doc, an array of docs, or a whole request:"
                        + " {\"docs\": […], \"params\": {…}, \"timeoutMs\": 5000}; - for the standard input.")
        private List<Path> files = new ArrayList<>();
    }

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the content of the answer's doc to that file instead of printing the answer.")
    private @Nullable Path output;

    @Mixin
    private final StoreOptions stores = new StoreOptions();

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Override
    public Integer call() {
        if (stream && output != null) {
            throw new ParameterException(
                    Commands.of(command).commandLine(), "--output takes one answer, and --stream asks for many");
        }
        ConnectSettings settings = trust.of(ConnectSettings.DEFAULT)
                .withCodec(codecNamed(codec))
                .withToken(Tokens.forCalling(tokenFile, System.getenv()))
                .withRefs(stores.of(ConnectSettings.DEFAULT.refs(), System.getenv()));
        URI address = Subject.address(uri);
        Request request = request();
        PrintWriter out = Commands.of(command).commandLine().getOut();
        try {
            if (stream) {
                stream(request, settings, out);
            } else {
                call(request, settings, out);
            }
            return ExitCode.OK;
        } catch (XooaiException e) {
            throw Remotes.told(address, settings, e);
        }
    }

    private void call(Request request, ConnectSettings settings, PrintWriter out) {
        try (RemoteExecutor remote = Executor.at(uri, settings);
                Context context = context(request)) {
            Response response = remote.serve(request, context);
            CallError error = response.error();
            if (error != null) {
                throw new XooaiException(error);
            }
            if (output == null) {
                Json.print(Codec.JSON.writeResponse(response), out);
            } else {
                out.println(Output.write(response.docs(), output));
                out.flush();
            }
        }
    }

    private void stream(Request request, ConnectSettings settings, PrintWriter out) {
        try (RemoteExecutor remote = Executor.at(uri, settings);
                DocStream<Doc> answers = remote.expand(endpoint(remote), request.docs(), call -> {
                    request.params().forEach(call::param);
                    if (timeout != null || request.timeoutMillis() >= 0) {
                        call.deadline(timeout == null ? Duration.ofMillis(request.timeoutMillis()) : timeout);
                    }
                })) {
            for (DocArray<Doc> chunk = answers.nextChunk(); chunk != null; chunk = answers.nextChunk()) {
                Json.print(Codec.JSON.writeFrame(new Frame.Chunk(chunk)), out);
                out.flush();
            }
        }
    }

    private static String endpoint(RemoteExecutor remote) {
        String endpoint = remote.endpoint();
        return endpoint == null ? "" : endpoint;
    }

    private Codec codecNamed(String name) {
        Codec named = Codec.named(name);
        if (named == null) {
            throw new ParameterException(
                    Commands.of(command).commandLine(), "there is no codec `" + name + "`; there are json and msgpack");
        }
        return named;
    }

    private Context context(Request request) {
        Duration asked =
                request.timeoutMillis() < 0 ? Context.DEFAULT_TIMEOUT : Duration.ofMillis(request.timeoutMillis());
        String rid = request.rid() == null ? Rid.next() : request.rid();
        return Context.of(rid, timeout == null ? asked : timeout, request.params());
    }

    private Request request() {
        if (input.files.isEmpty()) {
            List<@Nullable Object> values = new ArrayList<>();
            for (String doc : input.docs) {
                values.add(value(doc.getBytes(StandardCharsets.UTF_8), "the doc " + doc));
            }
            return Request.of(null, docs(values, "--doc"));
        }
        if (input.files.size() > 1 || MediaTypes.ofName(input.files.getFirst().toString()) != null) {
            return Request.of(null, media(input.files));
        }
        Path file = input.files.getFirst();
        String name = "the file " + file;
        byte[] json = read(file);
        Object value = value(json, name);
        return value instanceof Map<?, ?> map && map.get("docs") instanceof List<?>
                ? whole(json, name)
                : Request.of(null, docs(value, name));
    }

    private static DocArray<Doc> media(List<Path> files) {
        List<Doc> docs = new ArrayList<>();
        for (Path file : files) {
            String mediaType = MediaTypes.ofName(file.toString());
            Class<? extends Media> type = MediaTypes.docOf(mediaType);
            if (type == null) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "cannot send the file " + file + ": the end of its name is that of no picture, sound, video or"
                                + " text; send a JSON file with a `ref` to it instead");
            }
            if (!Files.isReadable(file)) {
                throw new XooaiException(
                        Code.NOT_FOUND,
                        "cannot send the file " + file + ": there is no such file, or it is not readable");
            }
            docs.add(MediaTypes.doc(type, Content.at(file.toString(), null, -1, mediaType)));
        }
        return DocArray.of(docs);
    }

    private static Request whole(byte[] json, String what) {
        try {
            return Codec.JSON.readRequest(json, Doc.class, Limits.DEFAULT, ContentSource.standard());
        } catch (XooaiException e) {
            throw unsendable(what, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return file.toString().equals("-")
                    ? System.in.readNBytes(Limits.DEFAULT.bodyBytes() + 1)
                    : SafeFile.readAny(file, Limits.DEFAULT.bodyBytes(), "the docs");
        } catch (IOException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "cannot read the standard input: " + SafeFile.reason(e), e);
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
            throw unsendable(what, e);
        }
    }

    private static XooaiException unsendable(String what, XooaiException e) {
        return new XooaiException(e.code(), "cannot send " + what + ": " + e.getMessage(), e);
    }
}

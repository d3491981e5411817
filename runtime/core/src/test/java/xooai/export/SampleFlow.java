package xooai.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.flow.Flow;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;

/// A sample: a folder with a flow file, its input and its expected output, as the tests of samples run it.
@NullMarked
public final class SampleFlow {
    private final Path folder;
    private final FlowSpec spec;
    private final Class<? extends Doc> docs;

    private SampleFlow(Path folder, FlowSpec spec, Class<? extends Doc> docs) {
        this.folder = folder;
        this.spec = spec;
        this.docs = docs;
    }

    /// The sample of that flow file, which takes docs of that class.
    public static SampleFlow of(Path flowFile, Class<? extends Doc> docs) {
        FlowFile file = FlowFile.read(flowFile);
        assertThat(file.problems()).isEmpty();
        return new SampleFlow(Objects.requireNonNull(flowFile.toAbsolutePath().getParent()), file.spec(), docs);
    }

    /// The flows that `META-INF/xooai/samples` lists for programs, by name. Each is read from the class path,
    /// and has input beside it.
    public static Map<String, FlowSpec> listed(ClassLoader loader) throws IOException {
        Map<String, FlowSpec> listed = new LinkedHashMap<>();
        for (String line : new String(resource(loader, "META-INF/xooai/samples"), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            String[] parts = line.split(" ", 3);
            assertThat(parts).as(line).hasSize(3);
            assertThat(docsOf(resource(loader, parts[1].replaceFirst("[^/]+$", "input.json"))))
                    .isNotEmpty();
            listed.put(parts[0], FlowFile.read(resource(loader, parts[1])).spec());
        }
        return listed;
    }

    private static byte[] resource(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    /// The flow as it is written.
    public FlowSpec spec() {
        return spec;
    }

    /// What a file of the sample says.
    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    /// The docs of a file of the sample, as plain values.
    public List<Map<String, @Nullable Object>> docsIn(String file) throws IOException {
        return docsOf(read(file));
    }

    /// The docs of an envelope in JSON, as plain values.
    @SuppressWarnings("unchecked") // The codec makes maps and lists of these types.
    public static List<Map<String, @Nullable Object>> docsOf(byte[] envelope) {
        var value = (Map<String, @Nullable Object>) Codec.JSON.readValue(envelope, Limits.DEFAULT);
        return (List<Map<String, @Nullable Object>>)
                Objects.requireNonNull(Objects.requireNonNull(value).get("docs"));
    }

    /// The answer to that file of the sample, from the flow run in this process.
    public <B extends Doc> DocArray<B> run(String file) throws IOException {
        return run(spec, file);
    }

    /// The answer of that flow to that file of the sample, in this process.
    public <B extends Doc> DocArray<B> run(FlowSpec other, String file) throws IOException {
        try (Flow flow = Flow.of(other, FlowSettings.DEFAULT)) {
            return flow.post(Codec.JSON
                            .readRequest(read(file), docs, Limits.DEFAULT, ContentSource.standard())
                            .docs())
                    .cast();
        }
    }

    /// Docs as plain values, by way of JSON.
    @SuppressWarnings("unchecked") // The codec makes maps and lists of these types.
    public static List<Map<String, @Nullable Object>> values(DocArray<?> answer) {
        return (List<Map<String, @Nullable Object>>)
                Objects.requireNonNull(Codec.JSON.readValue(Codec.JSON.writeDocs(answer), Limits.DEFAULT));
    }
}

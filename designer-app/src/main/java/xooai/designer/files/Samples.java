package xooai.designer.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;

/// The samples on a class path, as `META-INF/xooai/samples` lists them: a line has a name, a resource and a
/// title.
public final class Samples {
    private static final String INDEX = "META-INF/xooai/samples";

    private final ClassLoader loader;
    private final List<Sample> all;

    /// The samples of that class path.
    public Samples(ClassLoader loader) {
        this.loader = loader;
        List<Sample> found = new ArrayList<>();
        try {
            for (URL index : Collections.list(loader.getResources(INDEX))) {
                try (InputStream in = index.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(Samples::parse)
                            .filter(sample -> sample != null)
                            .forEach(found::add);
                }
            }
        } catch (IOException e) {
            throw new XooaiException(Code.INTERNAL, "Tried to read the index of samples: " + e.getMessage(), e);
        }
        this.all = found.stream().distinct().toList();
    }

    private static @Nullable Sample parse(String line) {
        String[] parts = line.strip().split("\\s+", 3);
        return parts.length < 2 || line.startsWith("#")
                ? null
                : new Sample(parts[0], parts[1], parts.length == 3 ? parts[2] : parts[0]);
    }

    /// All samples, in the order of the class path.
    public List<Sample> all() {
        return all;
    }

    /// The sample of that name, or null.
    public @Nullable Sample named(String name) {
        return all.stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// The sample to begin with: `diamond`, else the first.
    public @Nullable Sample first() {
        Sample diamond = named("diamond");
        return diamond != null || all.isEmpty() ? diamond : all.getFirst();
    }

    /// The flow of that sample.
    ///
    /// @throws XooaiException when it is missing or no flow
    public FlowFile flow(Sample sample) {
        byte[] bytes = read(sample.resource());
        if (bytes == null) {
            throw new XooaiException(
                    Code.NOT_FOUND,
                    "The sample " + sample.name() + " names " + sample.resource() + ", which is missing");
        }
        return FlowFile.read(bytes);
    }

    /// The input of that sample as JSON, or null when it has none.
    public @Nullable String input(Sample sample) {
        byte[] bytes = read(sample.inputResource());
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private byte @Nullable [] read(String resource) {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new XooaiException(Code.DATA_LOSS, "Tried to read " + resource + ": " + e.getMessage(), e);
        }
    }
}

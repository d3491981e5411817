package xooai.test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.MediaTypes;
import xooai.doc.XooaiException;
import xooai.flow.TestCase;
import xooai.flow.TestCase.Expected;
import xooai.flow.TestCase.Tolerance;
import xooai.store.FetchPolicy;
import xooai.store.SafeFile;

/// Makes a test of a run: what went in, and that the same comes out again.
///
/// The test is to be found with the flow wherever it goes: files of its docs are named relative to the flow where
/// they are beside it, and else, when small, taken into the docs: but only of docs that the person at this machine
/// has chosen, since a flow or a recording of somebody else could name any file. What came out is expected by its
/// signature where its content is large.
public final class TestDraft {
    /// The most bytes of a file that is taken into the docs of a test.
    public static final int MOST_INLINE = 256 << 10;

    private static final int MOST_EXPECTED = 16 << 10;

    private final Path directory;
    private final boolean own;

    /// Drafts of tests for a flow whose file is in that directory.
    ///
    /// @param own whether the docs are what the person at this machine has typed and chosen
    public TestDraft(Path directory, boolean own) {
        this.directory = directory;
        this.own = own;
    }

    /// That test with what came out this time as what is expected from now on. What goes in stays as it is.
    public static TestCase accept(TestCase test, Response response) {
        return new TestCase(
                test.name(),
                test.docs(),
                test.params(),
                expected(response),
                test.tolerance(),
                test.ignore(),
                test.timeout());
    }

    private static Expected expected(Response response) {
        CallError error = response.error();
        return error == null
                ? new Expected.Docs(new ArrayList<>(expected(FlowTester.plain(response))))
                : new Expected.Failure(error.code(), "");
    }

    /// A test that this goes in and that comes out. Reads small files.
    ///
    /// @param docs what went in, as plain docs
    /// @throws XooaiException with FAILED_PRECONDITION when a file that the docs name is elsewhere and too
    ///     large, or cannot be read
    public TestCase of(
            String name, List<?> docs, Map<String, @Nullable Object> params, Response response, Tolerance tolerance) {
        List<@Nullable Object> input = new ArrayList<>();
        docs.forEach(doc -> input.add(changed(doc, this::makePortable)));
        return new TestCase(name, input, params, expected(response), tolerance, List.of(), null);
    }

    private static List<?> expected(List<?> docs) {
        return docs.stream().map(doc -> changed(doc, TestDraft::shorten)).toList();
    }

    /// That value with each object in it changed, from the inside out.
    private static @Nullable Object changed(@Nullable Object value, Consumer<Map<String, @Nullable Object>> change) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> all = new ArrayList<>();
            list.forEach(each -> all.add(changed(each, change)));
            return all;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((key, each) -> fields.put(String.valueOf(key), changed(each, change)));
        change.accept(fields);
        return fields;
    }

    private static void shorten(Map<String, @Nullable Object> fields) {
        if (fields.get("bytes") instanceof String text && text.length() > MOST_EXPECTED) {
            byte[] bytes = bytes(text);
            if (bytes != null) {
                fields.remove("bytes");
                fields.put("sig", Content.sign(bytes));
                fields.put("size", (long) bytes.length);
            }
        }
        if (fields.containsKey("sig")) {
            fields.remove("ref"); // Where it lay this time.
        }
    }

    private static byte @Nullable [] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return null; // Somebody's own field.
        }
    }

    private void makePortable(Map<String, @Nullable Object> fields) {
        if (fields.get("ref") instanceof String ref) {
            String scheme = FetchPolicy.scheme(ref);
            if (scheme.isEmpty() || scheme.equals("file")) {
                file(fields, ref);
            }
        }
    }

    private void file(Map<String, @Nullable Object> fields, String ref) {
        try {
            Path file = FetchPolicy.scheme(ref).isEmpty() ? directory.resolve(ref) : Path.of(java.net.URI.create(ref));
            Path real = file.toRealPath();
            Path home = directory.toRealPath();
            if (real.startsWith(home)) {
                fields.put("ref", home.relativize(real).toString().replace('\\', '/'));
            } else if (own) {
                takeIn(fields, real);
            } else {
                throw unusable(
                        ref,
                        "it is not beside the flow, and who wrote these docs may have no business with it; copy it to"
                                + " where the flow is saved, and run on that",
                        null);
            }
        } catch (IOException e) {
            throw unusable(ref, SafeFile.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw unusable(ref, String.valueOf(e.getMessage()), e);
        }
    }

    private static void takeIn(Map<String, @Nullable Object> fields, Path file) {
        byte[] bytes;
        try {
            bytes = SafeFile.read(file, MOST_INLINE, "the file");
        } catch (XooaiException e) {
            throw unusable(
                    file.toString(), e.error().message() + "; copy it to where the flow is saved, and run on that", e);
        }
        fields.remove("ref");
        fields.remove("sig");
        fields.remove("size");
        fields.put("bytes", Base64.getEncoder().encodeToString(bytes));
        String mediaType = MediaTypes.ofName(file.toString());
        if (mediaType != null) {
            fields.putIfAbsent("mediaType", mediaType);
        }
    }

    private static XooaiException unusable(String file, String why, @Nullable Exception cause) {
        return new XooaiException(Code.FAILED_PRECONDITION, "Tried to keep " + file + " for a test: " + why, cause);
    }
}

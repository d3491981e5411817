package xooai.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;

/// Opens the refs in the docs of tests: files beside the flow, and what the policy allows.
///
/// A flow file may be somebody else's, and its nodes may call others: no file from elsewhere on this machine is read
/// for it.
final class TestRefs implements ContentSource {
    private final Path directory;
    private final ContentSource others;

    TestRefs(Path directory, FetchPolicy policy) {
        this.directory = directory;
        this.others = policy.source();
    }

    @Override
    public InputStream open(String ref) throws IOException {
        return open(ref, null, -1);
    }

    @Override
    public InputStream open(String ref, @Nullable String signature, long size) throws IOException {
        return FetchPolicy.scheme(ref).isEmpty()
                ? Files.newInputStream(beside(ref))
                : others.open(ref, signature, size);
    }

    @Override
    public void damaged(String ref, String signature) {
        others.damaged(ref, signature);
    }

    private Path beside(String ref) throws IOException {
        Path asked;
        try {
            asked = directory.resolve(ref);
        } catch (InvalidPathException e) {
            throw new IOException("it is no path: " + e.getMessage(), e);
        }
        if (!Files.exists(asked)) {
            throw new NoSuchFileException(asked.toString(), null, "no such file");
        }
        Path file = asked.toRealPath();
        if (!file.startsWith(directory.toRealPath()) || !Files.isRegularFile(file)) {
            throw new XooaiException(
                    Code.PERMISSION_DENIED,
                    "Tried to read " + ref
                            + " for a test: its docs may refer to files in the directory of the flow alone");
        }
        return file;
    }
}

package xooai.store;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import xooai.doc.ContentSource;

/// The source for refs that this program or its user wrote: everything, within limits.
public final class StandardSource implements ContentSource {
    private final ContentSource source = FetchPolicy.OWN.source();

    @Override
    public InputStream open(String ref) throws IOException {
        return source.open(ref);
    }

    @Override
    public InputStream open(String ref, @Nullable String signature, long size) throws IOException {
        return source.open(ref, signature, size);
    }

    @Override
    public void damaged(String ref, String signature) {
        source.damaged(ref, signature);
    }
}

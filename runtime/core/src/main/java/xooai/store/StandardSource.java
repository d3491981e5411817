package xooai.store;

import java.io.IOException;
import java.io.InputStream;
import xooai.doc.ContentSource;

/// The source for refs that this program or its user wrote: everything, within limits.
public final class StandardSource implements ContentSource {
    private final ContentSource source = FetchPolicy.OWN.source();

    @Override
    public InputStream open(String ref) throws IOException {
        return source.open(ref);
    }
}

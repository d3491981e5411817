package xooai.drivers.s3;

import java.io.IOException;
import java.io.InputStream;
import xooai.doc.Content;

/// What can be read more than once, from any place.
@FunctionalInterface
interface Source {

    /// Opens it at that byte. The caller closes the stream.
    InputStream open(long from) throws IOException;

    /// Content, which is fetched again each time when it is a ref.
    static Source of(Content content) {
        return from -> {
            InputStream in = content.open();
            try {
                in.skipNBytes(from);
                return in;
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        };
    }
}

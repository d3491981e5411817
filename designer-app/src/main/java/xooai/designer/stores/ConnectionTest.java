package xooai.designer.stores;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import xooai.designer.shared.Sizes;
import xooai.designer.shared.Ui;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.store.Store;
import xooai.store.StoreProvider;

/// Whether a store works: a little content that nobody has seen before is put into it and got back. It stays there, as
/// all content does.
final class ConnectionTest {
    private static final int BYTES = 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ConnectionTest() {}

    /// What worked, in words. Blocks.
    ///
    /// @throws XooaiException with what did not work, and why
    static String of(NamedStore named, Map<String, String> environment) throws IOException {
        byte[] sent = new byte[BYTES];
        RANDOM.nextBytes(sent);
        long start = System.nanoTime();
        try (Store store = StoreProvider.open(named.address(), environment)) {
            String signature = Content.sign(sent);
            String stored = store.put(new ByteArrayInputStream(sent)).signature();
            if (!stored.equals(signature)) {
                throw damaged("it took content under another signature than its own");
            }
            try (InputStream in = store.get(signature)) {
                if (!Arrays.equals(in.readNBytes(BYTES + 1), sent)) {
                    throw damaged("what came back is not what was put");
                }
            }
            return "Works: " + Sizes.text(BYTES) + " put and got back in " + took(start) + ". One content may have "
                    + Sizes.text(store.contentBytes()) + ".";
        }
    }

    private static String took(long start) {
        return Ui.took(Duration.ofNanos(System.nanoTime() - start));
    }

    private static XooaiException damaged(String what) {
        return new XooaiException(Code.DATA_LOSS, "The store answers, but " + what);
    }
}

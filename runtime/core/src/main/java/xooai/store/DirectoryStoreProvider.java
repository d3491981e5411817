package xooai.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Opens stores in directories of this machine: `/var/xooai/media`, or `file:///var/xooai/media`.
public final class DirectoryStoreProvider implements StoreProvider {
    @Override
    public Set<String> schemes() {
        return Set.of("file");
    }

    @Override
    public Store open(URI address, Map<String, String> environment) {
        if (address.getRawQuery() != null || address.getRawFragment() != null || address.getRawAuthority() != null) {
            throw notOne(address.toString());
        }
        try {
            return DirectoryStore.open(Path.of(address), DirectoryStore.Bounds.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw notOne(address.toString());
        }
    }

    private static XooaiException notOne(String address) {
        return new XooaiException(
                Code.INVALID_ARGUMENT, "`" + address + "` is no directory: expected file:///… and nothing more");
    }
}

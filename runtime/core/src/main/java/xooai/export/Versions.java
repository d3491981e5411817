package xooai.export;

import java.util.HashMap;
import java.util.Map;

/// The entries of a multi-release jar as the oldest Java that runs a flow jar sees them.
///
/// A flow jar holds them resolved, so that it need not be a multi-release jar itself, which costs time at
/// every look-up.
final class Versions {
    private static final String FOLDER = "META-INF/versions/";
    private static final int JAVA = 25;

    private Versions() {}

    /// The name that a class loader knows each entry by, with the value of the entry that it gets.
    static <V> Map<String, V> resolve(Map<String, V> entries) {
        Map<String, V> resolved = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        entries.forEach((entry, value) -> {
            int version = versionOf(entry);
            String name = version == 0 ? entry : entry.substring(entry.indexOf('/', FOLDER.length()) + 1);
            if (version <= JAVA && isContent(name) && version >= versions.getOrDefault(name, 0)) {
                versions.put(name, version);
                resolved.put(name, value);
            }
        });
        return resolved;
    }

    private static int versionOf(String entry) {
        if (!entry.startsWith(FOLDER)) {
            return 0;
        }
        int end = entry.indexOf('/', FOLDER.length());
        try {
            return end < 0 ? Integer.MAX_VALUE : Integer.parseInt(entry, FOLDER.length(), end, 10);
        } catch (NumberFormatException _) {
            return Integer.MAX_VALUE;
        }
    }

    /// Whether it is more than a description or a signature of the jar it is in, or symbols for a debugger:
    /// those of one native library can be larger than everything else.
    private static boolean isContent(String name) {
        if (name.equals("module-info.class") || name.isEmpty() || name.endsWith("/")) {
            return false;
        }
        if (!name.startsWith("META-INF/")) {
            return !name.contains(".dSYM/");
        }
        String rest = name.substring("META-INF/".length());
        return switch (rest) {
            case "MANIFEST.MF", "INDEX.LIST" -> false;
            default ->
                (!rest.startsWith("maven/") || rest.endsWith("/pom.properties"))
                        && !rest.startsWith("proguard/")
                        && !rest.startsWith("native-image/")
                        && !rest.startsWith("com.android.tools/")
                        && !isSignature(rest);
        };
    }

    private static boolean isSignature(String rest) {
        return rest.indexOf('/') < 0
                && (rest.endsWith(".SF")
                        || rest.endsWith(".RSA")
                        || rest.endsWith(".DSA")
                        || rest.endsWith(".EC")
                        || rest.startsWith("SIG-"));
    }
}

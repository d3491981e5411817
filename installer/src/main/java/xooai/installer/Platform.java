package xooai.installer;

import java.util.List;
import java.util.Locale;

/// A kind of machine, and which native libraries run on it.
///
/// @param arm whether its processor is an ARM of 64 bits; else it is an x86 of 64 bits
record Platform(Kind system, boolean arm) {
    private static final List<String> ARM = List.of("aarch64", "aarch_64", "arm64");
    private static final List<String> X86 = List.of("x64", "x86_64", "amd64");

    /// The one that builds: packages are made for it alone.
    static final Platform HERE = here();

    /// The systems there are packages for.
    enum Kind {
        LINUX(".so"),
        MAC(".dylib", ".jnilib"),
        WINDOWS(".dll");

        @SuppressWarnings("ImmutableEnumChecker") // of List.of
        private final List<String> endings;

        Kind(String... endings) {
            this.endings = List.of(endings);
        }
    }

    private static Platform here() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Kind system = name.contains("win") && !name.contains("darwin")
                ? Kind.WINDOWS
                : name.contains("mac") ? Kind.MAC : Kind.LINUX;
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return new Platform(system, ARM.stream().anyMatch(processor::contains));
    }

    /// Whether the entry of a jar is a native library of any system, or symbols of one for a debugger.
    static boolean isNative(String entry) {
        return entry.contains(".dSYM/")
                || List.of(Kind.values()).stream()
                        .flatMap(system -> system.endings.stream())
                        .anyMatch(entry::endsWith);
    }

    /// Whether a native library can be of use here, by its name.
    boolean runs(String entry) {
        String name = entry.toLowerCase(Locale.ROOT);
        List<String> others = arm ? X86 : ARM;
        return !name.contains(".dsym/")
                && system.endings.stream().anyMatch(name::endsWith)
                && others.stream().noneMatch(name::contains);
    }

    /// Debian's name of the processor.
    String debianName() {
        return arm ? "arm64" : "amd64";
    }

    /// RPM's name of the processor, which is also that of Linux.
    String rpmName() {
        return arm ? "aarch64" : "x86_64";
    }

    /// Its name in names of files.
    String fileName() {
        return system.name().toLowerCase(Locale.ROOT) + "-" + (arm ? "aarch64" : "x64");
    }
}

package xooai.launch;

import java.nio.charset.StandardCharsets;

/// Ends a process that is out of memory: what it would answer from then on cannot be trusted, and whoever
/// started it starts it anew. `-XX:+ExitOnOutOfMemoryError` does the same and sees more, but a jar cannot
/// ask for it by itself.
final class Memory {
    /// The exit code of the virtual machine's own option.
    private static final int EXIT_CODE = 3;
    /// Made while there is memory.
    private static final byte[] LAST_WORD =
            "Out of memory: the process ends; give it more by -Xmx, or smaller requests\n"
                    .getBytes(StandardCharsets.UTF_8);

    private Memory() {}

    /// From now on a thread that ends for want of memory ends the process.
    static void watched() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof OutOfMemoryError) {
                ranOut();
            }
            failure.printStackTrace();
        });
    }

    /// Ends the process at once; cleaning up would need memory.
    static void ranOut() {
        System.err.write(LAST_WORD, 0, LAST_WORD.length);
        System.err.flush();
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}

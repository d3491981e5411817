package xooai.export;

/// Hears how far an export is, and may stop it.
///
/// Called on the thread that exports; returns at once.
@FunctionalInterface
public interface Progress {
    /// Nobody listens.
    Progress NONE = (_, _) -> {};

    /// The export is so far.
    ///
    /// @param done from 0 to 1
    /// @param step what is being done, for a person
    void at(double done, String step);

    /// Whether the export is no longer wanted. It then ends with CANCELLED and leaves nothing behind.
    default boolean cancelled() {
        return false;
    }
}

package xooai.designer.shared;

/// Which version of the program this is, as packages say when they start it.
public final class ProgramVersion {
    private static final String PROPERTY = "xooai.version";

    private ProgramVersion() {}

    /// The version; `of development` where it was started from its sources.
    public static String text() {
        return System.getProperty(PROPERTY, "of development");
    }
}

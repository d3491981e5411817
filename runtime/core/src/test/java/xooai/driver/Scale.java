package xooai.driver;

/// How much of something a test does: a little every day, and all of it in `mvn -Psoak verify`.
public final class Scale {
    private static final boolean SOAK = Boolean.getBoolean("xooai.soak");

    private Scale() {}

    /// The first number in a soak, the second one every day.
    public static int of(int soak, int everyDay) {
        return SOAK ? soak : everyDay;
    }

    /// Whether this is a soak.
    public static boolean isSoak() {
        return SOAK;
    }
}

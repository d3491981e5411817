package xooai.doc;

/// Checks the Jakarta Validation constraints of records that are no docs, such as configurations.
public final class Validation {
    private Validation() {}

    /// Checks that record and the values nested in it.
    ///
    /// @throws XooaiException with [Code#INVALID_ARGUMENT], naming every field that breaks a constraint
    public static void check(Record record) {
        Constraints.check(record);
    }
}

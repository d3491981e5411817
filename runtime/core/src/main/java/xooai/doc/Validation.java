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

    /// Starts the validator now, if values of that class have constraints. Else the first of them does, and
    /// waits for it.
    public static void prepare(Class<?> type) {
        if (DocType.hasConstraints(type)) {
            Constraints.start();
        }
    }
}

package xooai.doc;

/// One typed, immutable value: a Java record that implements this interface.
///
/// Components may be strings, booleans, numbers, [java.time.Instant], enums, [Content], [Tensor], other
/// records, and lists and string-keyed maps of those. Constraints are Jakarta Validation annotations on the
/// components. A component is optional unless it is a primitive or carries `@NotNull`.
/// Docs are validated where they enter and leave an endpoint, and by [#validate()]; never in a constructor.
public interface Doc {

    /// Checks the constraints of this doc and of the values nested in it.
    ///
    /// @throws XooaiException with [Code#INVALID_ARGUMENT], naming every field that breaks a constraint
    default void validate() {
        Constraints.check(this);
    }
}

package xooai.doc;

import java.util.Map;

/// What a component of a record may be: a closed family, so that each codec and each merge covers all of it.
public sealed interface FieldType {

    /// A string.
    record StringType() implements FieldType {}

    /// `boolean` or `Boolean`.
    record BooleanType() implements FieldType {}

    /// `int` or `long`, and their boxes.
    ///
    /// @param java `int.class` or `long.class`
    record IntegerType(Class<?> java) implements FieldType {}

    /// `float` or `double`, and their boxes. NaN and infinities are strings on the wire.
    ///
    /// @param java `float.class` or `double.class`
    record NumberType(Class<?> java) implements FieldType {}

    /// An [java.time.Instant]: RFC 3339 in UTC on the wire.
    record TimeType() implements FieldType {}

    /// An enum, by the names of its constants.
    record EnumType(Class<? extends Enum<?>> java) implements FieldType {}

    /// A [Content] of its own: an object with `text`, `bytes` or `ref`.
    record ContentType() implements FieldType {}

    /// A [Tensor].
    record TensorType() implements FieldType {}

    /// A nested record, a doc or not.
    record RecordType(Class<? extends Record> java) implements FieldType {
        /// How that record is built.
        public DocType docType() {
            return DocType.of(java);
        }
    }

    /// A list.
    ///
    /// @param constraints those of each element, as keywords of JSON Schema
    record ListType(FieldType element, Map<String, Object> constraints) implements FieldType {}

    /// A map with string keys.
    ///
    /// @param constraints those of each value, as keywords of JSON Schema
    record MapType(FieldType value, Map<String, Object> constraints) implements FieldType {}
}

package xooai.designer.shared;

import xooai.doc.CallError;

/// How a piece of [Work] ended.
public sealed interface Outcome<T> {

    /// It gave that.
    record Done<T>(T value) implements Outcome<T> {}

    /// It failed.
    record Failed<T>(CallError error) implements Outcome<T> {}

    /// A person stopped it.
    record Cancelled<T>() implements Outcome<T> {}
}

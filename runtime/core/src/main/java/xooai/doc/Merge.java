package xooai.doc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a join does when branches changed this field of a doc to different values.
///
/// It comes before the policy of the node and of the flow.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Merge {

    /// The rule.
    Rule value();

    /// The rules for a field.
    enum Rule {
        /// The doc is in error, with the path and both writers.
        ERROR,
        /// The value of the branch that comes last in the order of `needs`.
        LAST,
        /// All changed values, in a list; for fields that are lists themselves, one after another.
        COLLECT,
        /// The sum of the changed values.
        SUM,
        /// The largest of the changed values.
        MAX,
        /// The smallest of the changed values.
        MIN,
        /// For lists: the base's elements, then what each branch added at the end, in the order of `needs`.
        APPEND,
        /// For lists: the base's elements that no branch took out, then each new one once, in the order of
        /// `needs`.
        UNION
    }
}

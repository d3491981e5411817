package xooai.executor;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a method of an [Executor] an endpoint.
///
/// The method is public, not static, and has one of these shapes, with an optional last parameter
/// [xooai.driver.Context]; each may return a [java.util.concurrent.CompletionStage] of its result:
/// - `DocArray<B> f(DocArray<A> docs)`: all docs of a call at once;
/// - `B f(A doc)`: each doc of a call on its own; a failure is that doc's error alone;
/// - `DocArray<B> f(Inputs inputs)`: the branches of a join apart.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Post {

    /// The endpoint's path: letters, digits, `_` and `-`; the method's name when empty.
    String value() default "";

    /// Whether calling it twice is as good as calling it once.
    boolean idempotent() default false;
}

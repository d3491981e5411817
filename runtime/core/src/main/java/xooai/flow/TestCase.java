package xooai.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Values;

/// One test of a flow, kept in its file under `tests`: what goes in, and what has to come out.
///
/// @param name its name, unique in the flow
/// @param docs what goes in, as plain docs
/// @param params the parameters of the call
/// @param expected what has to come out
/// @param tolerance how far numbers may be from what is expected
/// @param ignore paths of what is not compared, such as `[0].took` or `[*].id`: `*` stands for any one place
/// @param timeout the longest it may take; null for 30 s
public record TestCase(
        String name,
        List<@Nullable Object> docs,
        Map<String, @Nullable Object> params,
        Expected expected,
        Tolerance tolerance,
        List<String> ignore,
        @Nullable Duration timeout) {

    public TestCase {
        docs = Collections.unmodifiableList(new ArrayList<>(docs));
        params = Values.copyOf(params);
        ignore = List.copyOf(ignore);
    }

    /// What has to come out.
    public sealed interface Expected {
        /// Those docs, in that order, as plain docs.
        record Docs(List<@Nullable Object> docs) implements Expected {
            public Docs {
                docs = Collections.unmodifiableList(new ArrayList<>(docs));
            }
        }

        /// A failure of the whole request.
        ///
        /// @param code its code
        /// @param message what its message has to contain; empty for any message
        record Failure(Code code, String message) implements Expected {}
    }

    /// How far a number may be from what is expected: by the larger of both. Numbers of a tensor are compared
    /// one by one.
    ///
    /// @param absolute the distance, from 0
    /// @param relative the distance as a part of the larger of both numbers, from 0 and below 1
    public record Tolerance(double absolute, double relative) {
        /// Numbers have to be equal.
        public static final Tolerance NONE = new Tolerance(0, 0);

        public Tolerance {
            if (!(absolute >= 0) || !(relative >= 0) || Double.isInfinite(absolute) || relative >= 1) {
                throw new IllegalArgumentException("a tolerance is a finite number from 0, a relative one below 1");
            }
        }

        /// Whether that number is near enough.
        public boolean allows(double wanted, double found) {
            double distance = Math.abs(wanted - found);
            return wanted == found
                    || distance <= Math.max(absolute, relative * Math.max(Math.abs(wanted), Math.abs(found)));
        }
    }

    /// This test with those paths not compared.
    public TestCase withIgnore(List<String> paths) {
        return new TestCase(name, docs, params, expected, tolerance, paths, timeout);
    }

    /// The test as its file holds it.
    Map<String, @Nullable Object> toValue() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put(TestCases.DOCS, docs);
        if (!params.isEmpty()) {
            value.put(TestCases.PARAMS, params);
        }
        switch (expected) {
            case Expected.Docs wanted -> value.put(TestCases.EXPECTED, wanted.docs());
            case Expected.Failure failure -> {
                Map<String, @Nullable Object> error = new LinkedHashMap<>();
                error.put("code", failure.code().name());
                if (!failure.message().isEmpty()) {
                    error.put("message", failure.message());
                }
                value.put(TestCases.EXPECTED_ERROR, error);
            }
        }
        Map<String, @Nullable Object> near = new LinkedHashMap<>();
        if (tolerance.absolute() > 0) {
            near.put("absolute", tolerance.absolute());
        }
        if (tolerance.relative() > 0) {
            near.put("relative", tolerance.relative());
        }
        if (!near.isEmpty()) {
            value.put(TestCases.TOLERANCE, near);
        }
        if (!ignore.isEmpty()) {
            value.put(TestCases.IGNORE, ignore);
        }
        if (timeout != null) {
            value.put(TestCases.TIMEOUT, FlowFile.duration(timeout));
        }
        return value;
    }
}

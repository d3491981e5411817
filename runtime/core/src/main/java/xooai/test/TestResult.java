package xooai.test;

import java.time.Duration;
import java.util.List;
import xooai.codec.Response;
import xooai.flow.TestCase;

/// What came of one test.
///
/// @param test the test
/// @param differences in what the answer is not what is expected: the first [Comparison#MOST] of them; none when
///     it passed
/// @param response what the flow answered
/// @param took how long the flow worked
public record TestResult(TestCase test, List<Difference> differences, Response response, Duration took) {

    public TestResult {
        differences = List.copyOf(differences);
    }

    /// Whether it passed.
    public boolean isPassed() {
        return differences.isEmpty();
    }
}

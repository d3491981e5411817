package xooai.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;

/// The tests in a flow file: its key `tests`, an object of tests by name.
///
/// They are no part of the flow's meaning: a flow runs the same with and without them, and an exported one has
/// none.
public final class TestCases {
    /// The key of the file.
    static final String KEY = "tests";

    static final String DOCS = "docs";
    static final String PARAMS = "params";
    private static final String NODES = "nodes";
    static final String EXPECTED = "expected";
    static final String EXPECTED_ERROR = "expectedError";
    static final String TOLERANCE = "tolerance";
    static final String IGNORE = "ignore";
    static final String TIMEOUT = "timeout";

    private static final Set<String> KEYS = Set.of(DOCS, PARAMS, EXPECTED, EXPECTED_ERROR, TOLERANCE, IGNORE, TIMEOUT);

    private TestCases() {}

    /// The tests of a flow that can be read, in order of the file.
    public static List<TestCase> of(FlowSpec spec) {
        List<TestCase> tests = new ArrayList<>();
        raw(spec).forEach((name, value) -> {
            TestCase test = read(name, value, new ArrayList<>());
            if (test != null) {
                tests.add(test);
            }
        });
        return tests;
    }

    /// That flow with that test, in the place of one of the same name, or after the others.
    public static FlowSpec with(FlowSpec spec, TestCase test) {
        Map<String, @Nullable Object> tests = new LinkedHashMap<>(raw(spec));
        tests.put(test.name(), test.toValue());
        return spec.withExtra(KEY, tests);
    }

    /// That flow without the test of that name.
    public static FlowSpec without(FlowSpec spec, String name) {
        Map<String, @Nullable Object> tests = new LinkedHashMap<>(raw(spec));
        tests.remove(name);
        return spec.withExtra(KEY, tests.isEmpty() ? null : tests);
    }

    /// That flow with those other names for nodes where its tests have parameters for single ones.
    public static FlowSpec renamed(FlowSpec spec, Map<String, String> names) {
        if (!(spec.extra().get(KEY) instanceof Map<?, ?> tests)) {
            return spec;
        }
        Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
        tests.forEach((name, test) -> renamed.put(String.valueOf(name), renamed(test, names)));
        return renamed.equals(tests) ? spec : spec.withExtra(KEY, renamed);
    }

    private static @Nullable Object renamed(@Nullable Object test, Map<String, String> names) {
        if (!(test instanceof Map<?, ?> fields)
                || !(fields.get(PARAMS) instanceof Map<?, ?> params)
                || !(params.get(NODES) instanceof Map<?, ?> nodes)) {
            return test;
        }
        Map<String, @Nullable Object> ofNodes = new LinkedHashMap<>();
        nodes.forEach((node, each) -> {
            String name = String.valueOf(node);
            ofNodes.put(names.getOrDefault(name, name), each);
        });
        if (ofNodes.size() < nodes.size()) {
            return test; // It has parameters for what was no node and has that name: none of them is lost.
        }
        Map<String, @Nullable Object> changed = FlowFile.keyed(params);
        changed.put(NODES, ofNodes);
        Map<String, @Nullable Object> whole = FlowFile.keyed(fields);
        whole.put(PARAMS, changed);
        return whole;
    }

    /// That flow without tests.
    public static FlowSpec withoutAll(FlowSpec spec) {
        FlowSpec outer = spec.extra().containsKey(KEY) ? spec.withExtra(KEY, null) : spec;
        return SubFlows.withoutKey(outer, KEY);
    }

    /// What is wrong with the tests as they are written.
    static List<Problem> problems(@Nullable Object value) {
        List<Problem> problems = new ArrayList<>();
        if (!(value instanceof Map<?, ?> map)) {
            problems.add(Problem.ofFlow("`tests` is an object of tests by name"));
            return problems;
        }
        map.forEach((name, test) -> read(String.valueOf(name), test, problems));
        return problems;
    }

    private static Map<String, @Nullable Object> raw(FlowSpec spec) {
        return spec.extra().get(KEY) instanceof Map<?, ?> map ? FlowFile.keyed(map) : Map.of();
    }

    private static @Nullable TestCase read(String name, @Nullable Object value, List<Problem> problems) {
        Reading reading = new Reading(name, problems);
        if (!(value instanceof Map<?, ?> map)) {
            reading.wrong("is an object such as {\"docs\": […], \"expected\": […]}");
            return null;
        }
        int before = problems.size();
        Map<String, @Nullable Object> fields = FlowFile.keyed(map);
        for (String key : fields.keySet()) {
            if (!KEYS.contains(key) && !key.startsWith("x-")) {
                reading.wrong("has no key `" + key + "`; there are "
                        + String.join(", ", KEYS.stream().sorted().toList()));
            }
        }
        if (fields.containsKey(EXPECTED) == fields.containsKey(EXPECTED_ERROR)) {
            reading.wrong("says either `expected` or `expectedError`");
        }
        List<?> docs = reading.list(fields, DOCS, true);
        List<?> wanted = reading.list(fields, EXPECTED, false);
        TestCase.Expected expected = fields.containsKey(EXPECTED_ERROR)
                ? reading.failure(fields.get(EXPECTED_ERROR))
                : new TestCase.Expected.Docs(new ArrayList<>(wanted));
        TestCase test = new TestCase(
                name,
                new ArrayList<>(docs),
                FlowFile.keyed(reading.map(fields, PARAMS)),
                expected,
                reading.tolerance(fields),
                reading.ignored(fields),
                reading.timeout(fields));
        return problems.size() == before ? test : null;
    }

    /// Reads the values of one test; what is wrong is said, and read as what is meant where nothing is said.
    private record Reading(String name, List<Problem> problems) {
        void wrong(String what) {
            problems.add(Problem.ofFlow("the test `" + name + "` " + what));
        }

        List<?> list(Map<String, @Nullable Object> fields, String key, boolean needed) {
            Object value = fields.get(key);
            if (value instanceof List<?> list) {
                return list;
            }
            if (needed || fields.containsKey(key)) {
                wrong("has `" + key + "`, which is a list of docs");
            }
            return List.of();
        }

        Map<?, ?> map(Map<String, @Nullable Object> fields, String key) {
            Object value = fields.get(key);
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            if (fields.containsKey(key)) {
                wrong("has `" + key + "`, which is an object");
            }
            return Map.of();
        }

        TestCase.Expected failure(@Nullable Object value) {
            if (value instanceof Map<?, ?> map && map.get("code") instanceof String text) {
                Code code = codeNamed(text);
                if (code != null && message(map) instanceof String message) {
                    return new TestCase.Expected.Failure(code, message);
                }
            }
            wrong("has `expectedError`, which is an object such as {\"code\": \"INVALID_ARGUMENT\", \"message\": \"a"
                    + " part of it\"}");
            return new TestCase.Expected.Docs(List.of());
        }

        private static @Nullable Object message(Map<?, ?> map) {
            return map.containsKey("message") ? map.get("message") : "";
        }

        private static @Nullable Code codeNamed(String text) {
            for (Code code : Code.values()) {
                if (code.name().equals(text)) {
                    return code;
                }
            }
            return null;
        }

        TestCase.Tolerance tolerance(Map<String, @Nullable Object> fields) {
            Map<?, ?> map = map(fields, TOLERANCE);
            for (Object key : map.keySet()) {
                if (!Set.of("absolute", "relative").contains(String.valueOf(key))) {
                    wrong("has a tolerance of `absolute` and `relative`, and not of `" + key + "`");
                }
            }
            return new TestCase.Tolerance(distance(map, "absolute", 1e300), distance(map, "relative", 1));
        }

        private double distance(Map<?, ?> map, String key, double below) {
            Object value = map.get(key);
            if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() < below) {
                return number.doubleValue();
            }
            if (map.containsKey(key)) {
                wrong("has a tolerance `" + key + "`, which is a number from 0" + (below == 1 ? " and below 1" : ""));
            }
            return 0;
        }

        List<String> ignored(Map<String, @Nullable Object> fields) {
            List<String> paths = new ArrayList<>();
            if (fields.get(IGNORE) instanceof List<?> list) {
                for (Object each : list) {
                    if (each instanceof String path) {
                        paths.add(path);
                    }
                }
                if (paths.size() == list.size()) {
                    return paths;
                }
            }
            if (fields.containsKey(IGNORE)) {
                wrong("has `ignore`, which is a list of paths such as `[0].took`");
            }
            return List.of();
        }

        @Nullable
        Duration timeout(Map<String, @Nullable Object> fields) {
            if (!fields.containsKey(TIMEOUT)) {
                return null;
            }
            Duration time = fields.get(TIMEOUT) instanceof String text ? FlowFile.duration(text) : null;
            if (time == null || time.isZero()) {
                wrong("has `timeout`, which is a time such as `500ms`, `2s` or `5m`");
            }
            return time;
        }
    }
}

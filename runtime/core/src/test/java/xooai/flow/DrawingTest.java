package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// What is drawn around a flow: how it is written, compared and merged.
class DrawingTest {
    private static final FlowSpec CHAIN = RandomFlows.chain("a", "b", "c");
    private static final Frame FRAME = new Frame(0, 0, 400, 300);
    private static final Drawing.Note NOTE = new Drawing.Note("# Why\n\nIt *waits*.", Tint.YELLOW, FRAME);
    private static final Drawing.Group GROUP = new Drawing.Group("Reading", Tint.BLUE, FRAME);
    private static final Drawing DRAWING = Drawing.NONE
            .with("g1", GROUP)
            .with("n1", NOTE)
            .withBends("a", "b", List.of(new Point(10, 20), new Point(30, 40.5)))
            .with("1", new Drawing.Bookmark("All", new Point(0, 0), 0.5));

    @Provide
    Arbitrary<Drawing> drawings() {
        return RandomFlows.drawings();
    }

    @Property(tries = 500)
    void whatIsDrawnIsReadAsItWasWritten(@ForAll("drawings") Drawing drawing) {
        FlowSpec spec = drawing.in(CHAIN);
        assertThat(Drawing.of(spec)).isEqualTo(drawing);
        byte[] bytes = FlowFile.write(spec);
        FlowSpec read = FlowFile.read(bytes).spec();
        assertThat(Drawing.of(read)).isEqualTo(drawing);
        assertThat(FlowFile.write(read)).isEqualTo(bytes);
        assertThat(FlowFile.read(bytes).problems()).isEmpty();
        assertThat(Drawing.NONE.in(spec)).isEqualTo(CHAIN);
        assertThat(Drawing.without(spec)).isEqualTo(CHAIN);
    }

    @Property(tries = 300)
    void twoDrawingsMergeWithoutConflictAndKeepEveryWord(
            @ForAll("drawings") Drawing base, @ForAll("drawings") Drawing ours, @ForAll("drawings") Drawing theirs) {
        FlowMerge.Result result = FlowMerge.merge(base.in(CHAIN), ours.in(CHAIN), theirs.in(CHAIN));
        assertThat(result.conflicts()).isEmpty();
        Drawing merged = Drawing.of(result.spec());
        assertThat(DrawingTree.problems(result.spec().extra().get(Drawing.KEY))).isEmpty();
        List<String> texts =
                merged.notes().values().stream().map(Drawing.Note::text).toList();
        for (Drawing side : List.of(ours, theirs)) {
            side.notes().forEach((id, note) -> {
                Drawing.Note was = base.notes().get(id);
                if (was == null || !was.text().equals(note.text())) {
                    assertThat(texts).contains(note.text());
                }
            });
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> ownKeys() {
        return RandomFlows.ownKeys();
    }

    /// That drawing with keys of one's own in it and in one of its groups.
    private static FlowSpec own(Drawing drawing, Map<String, Object> keys) {
        Map<String, @Nullable Object> tree =
                map(drawing.with("g1", GROUP).in(CHAIN).extra().get(Drawing.KEY));
        Map<String, @Nullable Object> groups = map(tree.get(DrawingTree.GROUPS));
        Map<String, @Nullable Object> group = map(groups.get("g1"));
        group.putAll(keys);
        groups.put("g1", group);
        tree.put(DrawingTree.GROUPS, groups);
        tree.putAll(keys);
        return CHAIN.withExtra(Drawing.KEY, tree);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return Objects.requireNonNull(TreeMerge.map(value));
    }

    /// What is written under keys of one's own, by path.
    private static Map<String, @Nullable Object> ownLeaves(FlowSpec flow) {
        Map<String, @Nullable Object> leaves = new LinkedHashMap<>();
        leaves(Drawing.KEY, flow.extra().get(Drawing.KEY), leaves);
        leaves.keySet().removeIf(path -> !path.startsWith("drawing.x-") && !path.startsWith("drawing.groups.g1.x-"));
        return leaves;
    }

    private static void leaves(String path, @Nullable Object value, Map<String, @Nullable Object> leaves) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, each) -> leaves(path + "." + key, each, leaves));
        } else {
            leaves.put(path, value);
        }
    }

    @Property(tries = 500)
    void aMergeOfDrawingsLosesNothingThatNobodyKnows(
            @ForAll("drawings") Drawing drawing,
            @ForAll("drawings") Drawing other,
            @ForAll("ownKeys") Map<String, Object> base,
            @ForAll("ownKeys") Map<String, Object> ours,
            @ForAll("ownKeys") Map<String, Object> theirs) {
        FlowSpec was = own(drawing, base);
        FlowSpec one = own(drawing, ours);
        FlowSpec two = own(other, theirs);
        FlowSpec merged = FlowMerge.merge(was, one, two).spec();
        assertNothingIsLost(was, one, two, merged);
        FlowSpec file = FlowSpec.named("file").plus(NodeSpec.of("n", SubFlows.use("sub")));
        FlowSpec around = FlowMerge.merge(
                        SubFlows.with(file, "sub", was),
                        SubFlows.with(file, "sub", one),
                        SubFlows.with(file, "sub", two))
                .spec();
        assertNothingIsLost(was, one, two, Objects.requireNonNull(SubFlows.inside(around, "sub")));
        assertThat(FlowFile.read(FlowFile.write(merged)).spec()).isEqualTo(merged);
    }

    private static void assertNothingIsLost(FlowSpec base, FlowSpec ours, FlowSpec theirs, FlowSpec merged) {
        Map<String, @Nullable Object> was = ownLeaves(base);
        Map<String, @Nullable Object> one = ownLeaves(ours);
        Map<String, @Nullable Object> two = ownLeaves(theirs);
        Map<String, @Nullable Object> is = ownLeaves(merged);
        was.forEach((path, value) -> {
            if (Values.equal(one.get(path), value) && Values.equal(two.get(path), value)) {
                assertThat(is).as("nobody touched it").containsEntry(path, value);
            }
        });
        Map<String, @Nullable Object> marks = TreeMerge.map(merged.extra().get(FlowMerge.CONFLICTS));
        assertKept("ours", one, was, is, marks == null ? Map.of() : marks);
        assertKept("theirs", two, was, is, marks == null ? Map.of() : marks);
    }

    /// What a side wrote is there, or is told to be what that side has.
    private static void assertKept(
            String side,
            Map<String, @Nullable Object> written,
            Map<String, @Nullable Object> was,
            Map<String, @Nullable Object> is,
            Map<String, @Nullable Object> marks) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        marks.forEach((path, sides) -> leaves(path, map(sides).get(side), told));
        written.forEach((path, value) -> {
            if (!Values.equal(value, was.get(path)) && !Map.of().equals(value)) {
                assertThat(Values.equal(is.get(path), value) || Values.equal(told.get(path), value))
                        .as(side + " wrote " + value + " at " + path + ", and it is " + is + ", told " + marks)
                        .isTrue();
            }
        });
    }

    @Example
    void aKeyOfOnesOwnInADrawingIsMergedAsOneOfAFlowIs() {
        Map<String, Object> base = Map.of("x-k", Map.of("a", 1L, "b", 1L, "c", 5L, "l", List.of(1L, 2L)));
        Map<String, Object> ours = Map.of("x-k", Map.of("a", 2L, "b", 1L, "c", 5L, "l", List.of(1L, 2L)));
        Map<String, Object> theirs = Map.of("x-k", Map.of("a", 1L, "b", 2L, "c", 6L, "l", List.of(1L, 2L)));
        Map<String, Object> third = Map.of("x-k", Map.of("a", 3L, "b", 1L, "c", 5L, "l", List.of(1L, 2L)));
        FlowMerge.Result merged =
                FlowMerge.merge(own(Drawing.NONE, base), own(Drawing.NONE, ours), own(Drawing.NONE, theirs));
        assertThat(merged.conflicts()).isEmpty();
        Map<String, Object> both = Map.of("x-k", Map.of("a", 2L, "b", 2L, "c", 6L, "l", List.of(1L, 2L)));
        assertThat(merged.spec()).isEqualTo(own(Drawing.NONE, both));

        FlowMerge.Result clash =
                FlowMerge.merge(own(Drawing.NONE, base), own(Drawing.NONE, ours), own(Drawing.NONE, third));
        assertThat(clash.conflicts())
                .extracting(Problem::message)
                .anyMatch(text -> text.startsWith("merge conflict at `drawing.x-k.a`: ours has 2, theirs has 3"))
                .anyMatch(text -> text.startsWith("merge conflict at `drawing.groups.g1.x-k.a`: "))
                .hasSize(2);
        assertThat(FlowMerge.settled(clash.spec())).isEqualTo(own(Drawing.NONE, ours));
    }

    @Example
    void whatIsNoDrawingLosesNoChangeOfTheOtherSide() {
        FlowSpec base = DRAWING.in(CHAIN);
        FlowSpec changed = DRAWING.with("n1", NOTE.withText("changed")).in(CHAIN);
        FlowSpec none = CHAIN.withExtra(Drawing.KEY, 5L);
        assertThat(FlowMerge.merge(base, none, changed).conflicts().toString()).contains("`drawing`", "ours has 5");
        assertThat(FlowMerge.merge(base, changed, none).conflicts().toString()).contains("theirs has 5");
    }

    @Example
    void bendsToANodeThatIsCalledAsAWordOfADrawingAreMerged() {
        FlowSpec flow = RandomFlows.chain("a", "title");
        Drawing ours = Drawing.NONE.withBends("a", "title", List.of(new Point(1, 1)));
        Drawing theirs = Drawing.NONE.withBends("a", "title", List.of(new Point(2, 2)));
        FlowMerge.Result merged = FlowMerge.merge(flow, ours.in(flow), theirs.in(flow));
        assertThat(merged.conflicts()).isEmpty();
        assertThat(Drawing.of(merged.spec())).isEqualTo(ours);
    }

    @Example
    void oneFactIsALineAndTheDrawingComesBeforeTheViewAlone() {
        String text = new String(FlowFile.write(DRAWING.in(CHAIN)), StandardCharsets.UTF_8);
        assertThat(text).contains("""
              "drawing": {
                "groups": {
                  "g1": {
                    "title": "Reading",
                    "color": "blue",
                    "frame": [0, 0, 400, 300]
                  }
                },
                "notes": {
                  "n1": {
                    "text": [
                      "# Why",
                      "",
                      "It *waits*."
                    ],
                    "color": "yellow",
                    "frame": [0, 0, 400, 300]
                  }
                },
                "bends": {
                  "a": {
                    "b": [[10, 20], [30, 40.5]]
                  }
                },
                "bookmarks": {
                  "1": {
                    "title": "All",
                    "at": [0, 0],
                    "zoom": 0.5
                  }
                }
              },
              "view": {
            """);
    }

    @Example
    void aChangedLineOfANoteIsOneLineOfTheFile() {
        List<String> before = lines(DRAWING);
        List<String> after = lines(DRAWING.with("n1", NOTE.withText("# Why\n\nIt runs.")));
        List<String> gone = new ArrayList<>(before);
        gone.removeAll(after);
        assertThat(gone).singleElement().asString().contains("It *waits*.");
        assertThat(after).hasSameSizeAs(before);
    }

    private static List<String> lines(Drawing drawing) {
        return new String(FlowFile.write(drawing.in(CHAIN)), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Example
    void differencesOfADrawingSayWhatItIs() {
        List<Difference> found = FlowDiff.between(CHAIN, DRAWING.in(CHAIN));
        assertThat(found).hasSize(4).filteredOn(Difference::isLayout).hasSize(1);
        assertThat(DiffText.lines(found))
                .containsExactly(
                        "+ group g1 \"Reading\" is new",
                        "+ note n1 \"# Why\" is new",
                        "+ the way of wires from a is bent",
                        "+ bookmark 1 \"All\" is new");
    }

    @Example
    void otherWordsAreToldAndAreNoLayoutWhileOtherPlacesAre() {
        Drawing after = DRAWING.with("g1", new Drawing.Group("Reading", Tint.RED, new Frame(8, 0, 400, 300)))
                .with("n1", NOTE.withText("It runs."))
                .with("1", new Drawing.Bookmark("Most", new Point(0, 0), 1));
        List<Difference> found = FlowDiff.between(DRAWING.in(CHAIN), after.in(CHAIN));
        assertThat(DiffText.lines(found))
                .containsExactly(
                        "~ group g1: color is \"red\", was \"blue\"",
                        "~ group g1 \"Reading\" is drawn otherwise",
                        "~ note n1: text is \"It runs.\", was \"# Why\\n\\nIt *waits*.\"",
                        "~ bookmark 1: title is \"Most\", was \"All\"",
                        "~ bookmark 1 \"Most\" is drawn otherwise");
        assertThat(found.stream().filter(Difference::isLayout).map(Difference::path))
                .containsExactly("groups.g1", "bookmarks.1");
        FlowSpec file = FlowSpec.named("file");
        assertThat(DiffText.lines(FlowDiff.between(
                        SubFlows.with(file, "sub", DRAWING.in(CHAIN)),
                        SubFlows.with(
                                file,
                                "sub",
                                DRAWING.with("n1", NOTE.withText("")).in(CHAIN)))))
                .containsExactly("~ #sub: note n1: text is \"\", was \"# Why\\n\\nIt *waits*.\"");
    }

    @Example
    void whatIsDifferentInALongTextIsShown() {
        String text = "word ".repeat(200);
        FlowSpec before = DRAWING.with("n1", NOTE.withText(text + "old")).in(CHAIN);
        FlowSpec after = DRAWING.with("n1", NOTE.withText(text + "new")).in(CHAIN);
        assertThat(DiffText.lines(FlowDiff.between(before, after)))
                .singleElement()
                .asString()
                .startsWith("~ note n1: text is …")
                .contains("new\"", "old\"")
                .hasSizeLessThan(120);
    }

    @Example
    void aRenamedNodeKeepsTheBendsOfItsWires() {
        FlowSpec renamed = Renames.apply(DRAWING.in(CHAIN), Map.of("a", "first", "b", "second"));
        assertThat(Drawing.of(renamed).bends("first", "second")).hasSize(2);
        assertThat(Drawing.of(renamed).bends()).doesNotContainKey("a");
    }

    @Example
    void notesThatTwoPeopleAddAreBothThere() {
        Drawing ours = Drawing.NONE.with("n1", NOTE.withText("ours"));
        Drawing theirs = Drawing.NONE.with("n1", NOTE.withText("theirs"));
        Drawing merged = merged(Drawing.NONE, ours, theirs);
        assertThat(merged.notes().get("n1")).isEqualTo(NOTE.withText("ours"));
        assertThat(merged.notes().get("n2")).isEqualTo(NOTE.withText("theirs"));
    }

    @Example
    void aTextThatBothChangedIsThereTwiceAndATitleSaysBoth() {
        Drawing ours = DRAWING.with("n1", NOTE.withText("ours")).with("g1", GROUP.withTitle("One"));
        Drawing theirs = DRAWING.with("n1", NOTE.withText("theirs")).with("g1", GROUP.withTitle("Two"));
        Drawing merged = merged(DRAWING, ours, theirs);
        assertThat(merged.notes().values().stream().map(Drawing.Note::text)).containsExactly("ours", "theirs");
        assertThat(merged.groups().get("g1")).isEqualTo(GROUP.withTitle("One / Two"));
    }

    @Example
    void theBendsOfAWireThatIsGoneGoWithIt() {
        FlowSpec base = DRAWING.in(CHAIN);
        FlowSpec unwired = base.withNodes(base.nodes().stream()
                .map(node -> node.name().equals("b") ? node.withNeeds(List.of()) : node)
                .toList());
        FlowSpec merged = FlowMerge.merge(base, base, unwired).spec();
        assertThat(Drawing.of(merged).bends()).isEmpty();
    }

    private static Drawing merged(Drawing base, Drawing ours, Drawing theirs) {
        return Drawing.of(FlowMerge.merge(base.in(CHAIN), ours.in(CHAIN), theirs.in(CHAIN))
                .spec());
    }

    @Example
    void whatCannotBeReadIsSaidAndStays() {
        String text = """
            {"xooai": 1, "name": "f", "nodes": {"a": {"use": "class:a.B"}}, "drawing": {
            "notes": {"n1": {"text": 5}, "n2": {"text": ["x"], "color": "blue", "frame": [0, 0, 9, 9], "x-by": "me"}},
            "more": 1}}\
            """;
        FlowFile file = FlowFile.read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(file.problems())
                .anySatisfy(problem -> assertThat(problem.toString()).contains("drawing.notes.n1"));
        assertThat(file.problems()).hasSize(2);
        Drawing drawing = Drawing.of(file.spec());
        FlowSpec after = drawing.with(
                        "n2",
                        java.util.Objects.requireNonNull(drawing.notes().get("n2"))
                                .withText("y"))
                .with("g1", GROUP)
                .in(file.spec());
        String written = new String(FlowFile.write(after), StandardCharsets.UTF_8);
        assertThat(written).contains("\"text\": 5", "\"x-by\": \"me\"", "\"more\": 1", "\"y\"", "\"Reading\"");
    }

    @Example
    void whatIsTooMuchIsRefusedInWords() {
        assertThat(DRAWING.refusal()).isNull();
        assertThat(DRAWING.with("n1", NOTE.withText("x".repeat(20_001))).refusal())
                .isEqualTo("a note has at most 20000 characters, and this one has 20001");
        assertThat(DRAWING.with("g1", GROUP.withTitle("x".repeat(201))).refusal())
                .contains("at most 200 characters");
    }

    @Example
    void whatIsDrawnEndlesslyFarOrWideIsNamedAndNotRead() {
        for (String frame : List.of("[1e308, 0, 1e308, 9]", "[0, 0, 1e10, 9]", "[0, 0, -5, 9]", "[0, -1e10, 9, 9]")) {
            FlowFile file =
                    read("{\"groups\": {\"g1\": {\"title\": \"A\", \"color\": \"blue\", \"frame\": " + frame + "}}}");
            assertThat(Drawing.of(file.spec()).groups()).as(frame).isEmpty();
            assertThat(file.problems().toString()).as(frame).contains("`drawing.groups.g1`");
        }
        FlowFile file = read("{\"bends\": {\"a\": {\"b\": [[1e308, 0]]}},"
                + " \"bookmarks\": {\"1\": {\"title\": \"Far\", \"at\": [0, -1e308], \"zoom\": 1}}}");
        assertThat(Drawing.of(file.spec()).isEmpty()).isTrue();
        assertThat(file.problems().toString()).contains("`drawing.bends.a.b`", "`drawing.bookmarks.1`");
    }

    private static FlowFile read(String drawing) {
        String text = "{\"xooai\": 1, \"name\": \"far\", \"nodes\": [], \"drawing\": " + drawing + "}";
        return FlowFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
}

package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
    void differencesOfADrawingAreLayoutAndSayWhatItIs() {
        List<Difference> found = FlowDiff.between(CHAIN, DRAWING.in(CHAIN));
        assertThat(found).hasSize(4).allMatch(Difference::isLayout);
        assertThat(DiffText.lines(found))
                .containsExactly(
                        "+ group g1 \"Reading\" is new",
                        "+ note n1 \"# Why\" is new",
                        "+ the way of wires from a is bent",
                        "+ bookmark 1 \"All\" is new");
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

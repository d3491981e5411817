package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.flow.Samples.Inner;
import xooai.flow.Samples.Page;

final class MergeTest {
    private static final Page BASE = Page.of("t");

    private static Slot<Doc> slot(String id, Doc doc) {
        return Slot.<Doc>of(doc).withId(id);
    }

    private static DocArray<Doc> docs(Doc... docs) {
        List<Slot<Doc>> slots = new java.util.ArrayList<>();
        for (int i = 0; i < docs.length; i++) {
            slots.add(slot(Integer.toString(i), docs[i]));
        }
        return DocArray.ofSlots(slots);
    }

    private static DocArray<Doc> merge(Doc base, ConflictPolicy policy, Doc... branches) {
        List<String> names = List.of("a", "b", "c").subList(0, branches.length);
        List<DocArray<Doc>> arrays =
                java.util.Arrays.stream(branches).map(MergeTest::docs).toList();
        return Joins.merge(docs(base), names, arrays, policy, "j");
    }

    private static Doc merged(Doc base, Doc... branches) {
        return merge(base, ConflictPolicy.ERROR, branches).get(0);
    }

    @Test
    void changesOfDifferentFieldsAreBothKept() {
        assertThat(merged(BASE, BASE.withScore(1.0), BASE.withLanguage("en")))
                .isEqualTo(BASE.withScore(1.0).withLanguage("en"));
    }

    @Test
    void changesOfDifferentNestedFieldsAreBothKept() {
        assertThat(merged(BASE, BASE.withInner(new Inner("l", null)), BASE.withInner(new Inner(null, "r"))))
                .isEqualTo(BASE.withInner(new Inner("l", "r")));
    }

    @Test
    void anExplicitNullIsAChange() {
        Page base = BASE.withLanguage("en");

        assertThat(merged(base, BASE, base.withScore(1.0))).isEqualTo(BASE.withScore(1.0));
    }

    @Test
    void aConflictNamesThePathAndBothWriters() {
        DocArray<Doc> result = merge(
                BASE, ConflictPolicy.ERROR, BASE.withInner(new Inner("x", null)), BASE.withInner(new Inner("y", null)));

        CallError error = result.slot(0).error();
        assertThat(error).isNotNull();
        assertThat(error.message()).startsWith("a and b changed `inner.left` to different values");
        assertThat(error.node()).isEqualTo("j");
    }

    @Test
    void eachPolicyDecidesOnAConflict() {
        Page one = BASE.withScore(1.0);
        Page two = BASE.withScore(2.0);
        assertThat(merge(BASE, policy("last"), one, two).get(0)).isEqualTo(two);
        assertThat(merge(BASE, policy("prefer(a)"), one, two).get(0)).isEqualTo(one);
        assertThat(merge(BASE, policy("sum"), one, two).get(0)).isEqualTo(BASE.withScore(3.0));
        assertThat(merge(BASE, policy("max"), one, two).get(0)).isEqualTo(two);
        assertThat(merge(BASE, policy("min"), one, two).get(0)).isEqualTo(one);
        assertThat(merge(BASE, policy("collect"), BASE.withTags("x"), BASE.withTags("y"))
                        .get(0))
                .isEqualTo(BASE.withTags("x", "y"));
        assertThat(merge(BASE, policy("collect"), one, two).errors())
                .singleElement()
                .satisfies(error ->
                        assertThat(error.message()).contains("`score`").contains("needs a field that is a list"));
    }

    private static ConflictPolicy policy(String text) {
        return java.util.Objects.requireNonNull(ConflictPolicy.parse(text));
    }

    @Test
    void aFieldsOwnRuleComesBeforeThePolicy() {
        Page base = BASE.withNotes("0");

        assertThat(merge(base, policy("last"), base.withNotes("0", "1"), base.withNotes("0", "2"))
                        .get(0))
                .isEqualTo(base.withNotes("0", "1", "2"));
    }

    @Test
    void listsAreAtomic() {
        assertThat(merge(BASE, ConflictPolicy.ERROR, BASE.withTags("x"), BASE.withTags("y"))
                        .hasErrors())
                .isTrue();
    }

    @Test
    void untypedDocsMergeFieldByFieldToo() {
        UntypedDoc base = new UntypedDoc("Page", Map.of("title", "t"), null);
        UntypedDoc one = new UntypedDoc("Page", Map.of("title", "t", "score", 1.0), null);

        assertThat(merged(base, one, BASE.withLanguage("en")))
                .isEqualTo(BASE.withLanguage("en").withScore(1.0));
        assertThat(merged(base, one, new UntypedDoc("Page", Map.of("title", "u"), null)))
                .isEqualTo(new UntypedDoc("Page", Map.of("title", "u", "score", 1.0), null));
    }

    @Test
    void aDocThatOneBranchReturnedIsPresentAndNewOnesFollowTheBasesOrder() {
        DocArray<Doc> base = docs(Text.of("0"), Text.of("1"), Text.of("2"));
        DocArray<Doc> one = DocArray.ofSlots(List.of(base.slot(2), slot("a:0", Text.of("new"))));
        DocArray<Doc> two = DocArray.ofSlots(List.of(slot("b:0", Text.of("newer")), base.slot(0)));

        DocArray<Doc> result = Joins.merge(base, List.of("a", "b"), List.of(one, two), ConflictPolicy.ERROR, "j");

        assertThat(result.slots()).extracting(Slot::id).containsExactly("0", "2", "a:0", "b:0");
    }

    @Test
    void aDocInErrorInAnyBranchIsInErrorAfterTheJoinWithTheOthersUnderCause() {
        DocArray<Doc> base = docs(Text.of("0"));
        DocArray<Doc> one = DocArray.ofSlots(
                List.of(Slot.failed("0", CallError.of(Code.INTERNAL, "one").atNode("a"))));
        DocArray<Doc> two = DocArray.ofSlots(
                List.of(Slot.failed("0", CallError.of(Code.ABORTED, "two").atNode("b"))));

        CallError error = Joins.merge(base, List.of("a", "x", "b"), List.of(one, base, two), ConflictPolicy.ERROR, "j")
                .slot(0)
                .error();

        assertThat(error).isNotNull();
        assertThat(error.node()).isEqualTo("a");
        assertThat(error.cause()).extracting(CallError::node).containsExactly("b");
    }

    @Provide
    Arbitrary<Page> pages() {
        Arbitrary<@Nullable String> words = Arbitraries.of("x", "y", "z").injectNull(0.3);
        return Combinators.combine(
                        Arbitraries.of("s", "t"),
                        words,
                        Arbitraries.of(1.0, 2.0).injectNull(0.3),
                        Arbitraries.of("p", "q").list().ofMaxSize(2).injectNull(0.3),
                        Combinators.combine(words, words).as(Inner::new).injectNull(0.3))
                .as((title, language, score, tags, inner) -> new Page(title, language, score, tags, null, inner));
    }

    @Property
    void mergingTwiceTheSameIsThat(@ForAll("pages") Page base, @ForAll("pages") Page page) {
        assertThat(merged(base, page, page)).isEqualTo(page);
    }

    @Property
    void mergingOneIsTheIdentity(@ForAll("pages") Page base, @ForAll("pages") Page page) {
        assertThat(merged(base, page)).isEqualTo(page);
    }

    @Property
    void aBranchThatChangedNothingChangesNothing(@ForAll("pages") Page base, @ForAll("pages") Page page) {
        assertThat(merged(base, page, base)).isEqualTo(page);
        assertThat(merged(base, base, page)).isEqualTo(page);
    }

    @Property
    void mergeIsCommutativeWithoutConflict(
            @ForAll("pages") Page base, @ForAll("pages") Page one, @ForAll("pages") Page two) {
        DocArray<Doc> there = merge(base, ConflictPolicy.ERROR, one, two);
        DocArray<Doc> back = merge(base, ConflictPolicy.ERROR, two, one);

        assertThat(there.hasErrors()).isEqualTo(back.hasErrors());
        if (!there.hasErrors()) {
            assertThat(there).isEqualTo(back);
        }
    }

    @Property
    void typedAndUntypedBranchesMergeAlike(
            @ForAll("pages") Page base, @ForAll("pages") Page one, @ForAll("pages") Page two) {
        DocArray<Doc> typed = merge(base, ConflictPolicy.ERROR, one, two);
        DocArray<Doc> mixed = merge(base, ConflictPolicy.ERROR, xooai.codec.Docs.untyped(slot("0", one)), two);

        assertThat(mixed).isEqualTo(typed);
    }
}

package xooai.executor;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.Context;

/// An endpoint of each shape.
@ThreadSafe
class Shapes extends Executor {
    private static Text upper(Text doc) {
        return doc.withText(doc.text().toUpperCase(Locale.ROOT));
    }

    @Post(idempotent = true)
    public DocArray<Text> array(DocArray<Text> docs) {
        return docs.map(Shapes::upper);
    }

    @Post
    public DocArray<Text> arrayWithContext(DocArray<Text> docs, Context context) {
        return docs.map(doc -> Text.of(doc.text() + context.param("suffix")));
    }

    @Post
    public CompletionStage<DocArray<Text>> arrayLater(DocArray<Text> docs, Context context) {
        return CompletableFuture.supplyAsync(() -> array(docs));
    }

    @Post
    public Text each(Text doc) {
        return upper(doc);
    }

    @Post
    public Text eachWithContext(Text doc, Context context) {
        return Text.of(doc.text() + context.param("suffix"));
    }

    @Post
    public CompletionStage<Text> eachLater(Text doc) {
        return CompletableFuture.supplyAsync(() -> upper(doc));
    }

    @Post
    public DocArray<Text> branches(Inputs inputs) {
        return DocArray.of(inputs.names().stream()
                .map(name ->
                        Text.of(name + "=" + inputs.get(name, Text.class).get(0).text()))
                .toList());
    }

    @Post
    public CompletionStage<DocArray<Text>> branchesLater(Inputs inputs, Context context) {
        return CompletableFuture.completedFuture(branches(inputs));
    }

    @Post("another-path")
    public DocArray<Text> named(DocArray<Text> docs) {
        return docs;
    }

    @Post
    public DocArray<Doc> anyDocs(DocArray<? extends Doc> docs) {
        return docs.cast();
    }

    @Post
    public DocArray<? extends Text> bounded(DocArray<? extends Text> docs) {
        return docs;
    }

    @Post
    public <T extends Text> DocArray<T> generic(DocArray<T> docs) {
        List<String> texts = docs.stream().map(Text::text).toList();
        return texts.isEmpty() ? DocArray.empty() : docs;
    }

    @Post
    public Text answer(Text doc) {
        return doc;
    }
}

package xooai.samples.diamond;

import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;

/// The smallest executor there is: put a model of one's own where it says `return docs`.
public final class MyExecutor extends Executor {

    /// The same docs.
    @Post
    public DocArray<Text> echo(DocArray<Text> docs) {
        return docs;
    }
}

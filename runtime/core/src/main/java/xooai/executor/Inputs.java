package xooai.executor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;

/// The branches of a join apart: the docs of each node that is needed, in the order of `needs`.
public final class Inputs {
    private final Map<String, DocArray<? extends Doc>> branches;

    private Inputs(Map<String, DocArray<? extends Doc>> branches) {
        this.branches = branches;
    }

    /// The branches of that map, in its order.
    public static Inputs of(Map<String, DocArray<? extends Doc>> branches) {
        return new Inputs(Collections.unmodifiableMap(new LinkedHashMap<>(branches)));
    }

    /// The names of the branches' nodes, in the order of `needs`.
    public List<String> names() {
        return List.copyOf(branches.keySet());
    }

    /// The docs of that branch.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when there is no such branch; the message lists those
    ///     there are
    public DocArray<? extends Doc> get(String node) {
        DocArray<? extends Doc> docs = branches.get(node);
        if (docs == null) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "there is no branch `" + node + "`; there are " + branches.keySet());
        }
        return docs;
    }

    /// The docs of that branch, as records of that class.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when there is no such branch, or when a doc does not fit
    public <T extends Doc> DocArray<T> get(String node, Class<T> type) {
        return xooai.codec.Docs.typed(get(node), type);
    }

    /// The branches in the order of `needs`.
    public List<DocArray<? extends Doc>> values() {
        return new ArrayList<>(branches.values());
    }

    /// The branches by their nodes, in the order of `needs`.
    public Map<String, DocArray<? extends Doc>> asMap() {
        return branches;
    }
}

package xooai.designer.runs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.designer.design.Change;
import xooai.designer.design.DesignModel;
import xooai.designer.form.FormModel;
import xooai.designer.shared.JsonText;
import xooai.doc.DocSchema;
import xooai.doc.XooaiException;
import xooai.driver.EndpointDescription;
import xooai.flow.NodeSpec;

/// The docs that the flow is run on. Their schema is what the nodes take that start from the flow's input.
public final class InputModel {
    private final DesignModel design;
    private final FormModel form = new FormModel(listOf(new DocSchema.AnySchema()), List.of());
    private boolean untouched = true;
    private boolean setting;

    /// The input of that design.
    public InputModel(DesignModel design) {
        this.design = design;
        form.listen(_ -> untouched = untouched && setting);
        design.listen(change -> {
            if (change instanceof Change.OfDesign || change instanceof Change.OfDescriptions) {
                follow();
            }
        });
        follow();
    }

    private static DocSchema listOf(DocSchema element) {
        return new DocSchema.ListSchema(element, Map.of());
    }

    /// The docs as a form.
    public FormModel form() {
        return form;
    }

    /// The docs as JSON.
    public byte[] json() {
        return Codec.JSON.writeValue(form.value());
    }

    /// The docs in chunks: each doc in one of its own where the input is a stream, else all in one.
    List<?> chunks(boolean stream) {
        return stream && form.value() instanceof List<?> docs
                ? docs.stream().map(Collections::singletonList).toList()
                : Collections.singletonList(form.value());
    }

    /// Begins anew with the docs of that JSON text, which may be a request with `docs`; with an empty doc for
    /// none.
    public void reset(@Nullable String json) {
        untouched = true;
        setting = true;
        try {
            Object docs = json == null ? null : docsOf(JsonText.parse(json));
            if (docs == null) {
                form.reset(schema(), start());
            } else {
                form.reset(schema(), docs);
                untouched = false;
            }
        } catch (XooaiException _) {
            form.reset(schema(), start());
        } finally {
            setting = false;
        }
    }

    private static @Nullable Object docsOf(@Nullable Object parsed) {
        return switch (parsed) {
            case List<?> docs -> docs;
            case Map<?, ?> request when request.get("docs") instanceof List<?> docs -> docs;
            case Map<?, ?> doc -> List.of(doc);
            case null, default -> null;
        };
    }

    private void follow() {
        DocSchema now = schema();
        if (!now.equals(form.schema())) {
            setting = true;
            form.reset(now, untouched ? start() : form.value());
            setting = false;
        }
    }

    private DocSchema schema() {
        Set<DocSchema> found = new LinkedHashSet<>();
        for (NodeSpec node : design.design().nodes()) {
            boolean takesIt = node.needs().isEmpty() && design.active().runs(node.name());
            EndpointDescription endpoint = takesIt ? design.ports().endpoint(node) : null;
            if (endpoint != null) {
                found.add(endpoint.input());
            }
        }
        found.remove(new DocSchema.AnySchema());
        return listOf(found.size() == 1 ? found.iterator().next() : new DocSchema.AnySchema());
    }

    private static Map<String, Object> text() {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "Text");
        text.put("text", "");
        return text;
    }

    private List<Object> start() {
        Object doc = schema() instanceof DocSchema.ListSchema list && !(list.element() instanceof DocSchema.AnySchema)
                ? FormModel.start(list.element())
                : text();
        return doc == null ? List.of() : List.of(doc);
    }
}

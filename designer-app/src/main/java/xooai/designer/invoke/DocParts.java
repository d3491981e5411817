package xooai.designer.invoke;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.designer.invoke.DocPart.AudioPart;
import xooai.designer.invoke.DocPart.ErrorPart;
import xooai.designer.invoke.DocPart.ImagePart;
import xooai.designer.invoke.DocPart.ListPart;
import xooai.designer.invoke.DocPart.NumberPart;
import xooai.designer.invoke.DocPart.ObjectPart;
import xooai.designer.invoke.DocPart.ShownDoc;
import xooai.designer.invoke.DocPart.TensorPart;
import xooai.designer.invoke.DocPart.TextPart;
import xooai.designer.invoke.DocPart.ValuePart;
import xooai.designer.invoke.DocPart.VideoPart;
import xooai.doc.Audio;
import xooai.doc.Content;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocType;
import xooai.doc.Image;
import xooai.doc.Media;
import xooai.doc.Slot;
import xooai.doc.Tensor;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.doc.Video;
import xooai.doc.XooaiException;

/// Takes docs apart into what they are shown as, whether their class is known here or not.
public final class DocParts {
    private static final int BRIEF = 140;

    private DocParts() {}

    /// Every doc of an array, in order.
    public static List<ShownDoc> of(DocArray<? extends Doc> docs) {
        List<ShownDoc> shown = new ArrayList<>();
        for (Slot<? extends Doc> slot : docs.slots()) {
            Doc doc = slot.doc();
            if (slot.error() != null) {
                shown.add(new ShownDoc(slot.id(), "", new ErrorPart(slot.error())));
            } else if (doc != null) {
                shown.add(new ShownDoc(slot.id(), typeOf(doc), of(doc)));
            }
        }
        return shown;
    }

    private static String typeOf(Doc doc) {
        return doc instanceof UntypedDoc untyped
                ? untyped.type()
                : doc.getClass().getSimpleName();
    }

    /// One doc.
    public static DocPart of(Doc doc) {
        return switch (doc) {
            case Media media -> media(media);
            case UntypedDoc untyped -> map(untyped.type(), untyped.fields(), untyped.source());
            default -> value(doc, ContentSource.standard());
        };
    }

    private static DocPart media(Media media) {
        return switch (media) {
            case Text text -> new TextPart(text.content());
            case Image image -> new ImagePart(image.content());
            case Audio audio -> new AudioPart(audio.content());
            case Video video -> new VideoPart(video.content());
        };
    }

    private static DocPart value(@Nullable Object value, ContentSource source) {
        return switch (value) {
            case null -> new ValuePart("null");
            case Media media -> media(media);
            case Tensor tensor -> new TensorPart(tensor);
            case Content content -> content(content);
            case UntypedDoc untyped -> map(untyped.type(), untyped.fields(), untyped.source());
            case Record made -> fields(made, source);
            case List<?> list ->
                new ListPart(list.stream().map(each -> value(each, source)).toList());
            case Map<?, ?> map -> map("", map, source);
            case Number number -> new NumberPart(number);
            case byte[] bytes -> new ValuePart(bytes.length + " bytes");
            default -> new ValuePart(value.toString());
        };
    }

    private static DocPart fields(Record made, ContentSource source) {
        DocType type = DocType.of(made.getClass());
        Map<String, DocPart> fields = new LinkedHashMap<>();
        for (int i = 0; i < type.components().size(); i++) {
            Object value = type.get(made, i);
            if (value != null) {
                fields.put(type.components().get(i).name(), value(value, source));
            }
        }
        return new ObjectPart(type.name(), fields);
    }

    /// The parts of a map; refs in it are opened by that source and by no other.
    private static DocPart map(String type, Map<?, ?> map, ContentSource source) {
        DocPart known = switch (type) {
            case "Text" -> new TextPart(contentOf(map, source));
            case "Image" -> new ImagePart(contentOf(map, source));
            case "Audio" -> new AudioPart(contentOf(map, source));
            case "Video" -> new VideoPart(contentOf(map, source));
            default -> guess(map, source);
        };
        if (known != null) {
            return known;
        }
        Map<String, DocPart> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), value(value, source)));
        return new ObjectPart(type, fields);
    }

    /// What a map without a type is by the look of it, or null when it is a map.
    private static @Nullable DocPart guess(Map<?, ?> map, ContentSource source) {
        if (map.get("type") instanceof String type
                && List.of("Text", "Image", "Audio", "Video").contains(type)) {
            return map(type, map, source);
        }
        if (map.containsKey("dtype") && map.containsKey("shape") && map.containsKey("data")) {
            return tensor(map);
        }
        if (map.get("text") instanceof String && map.size() == 1) {
            return new TextPart(contentOf(map, source));
        }
        boolean holds = map.containsKey("bytes") || map.containsKey("ref");
        return holds && map.get("mediaType") instanceof String ? content(contentOf(map, source)) : null;
    }

    private static @Nullable DocPart tensor(Map<?, ?> map) {
        byte[] data = bytes(map.get("data"));
        if (map.get("dtype") instanceof String dtype && map.get("shape") instanceof List<?> extents && data != null) {
            int[] shape = extents.stream()
                    .mapToInt(extent -> extent instanceof Number number ? number.intValue() : -1)
                    .toArray();
            try {
                return new TensorPart(Tensor.of(Tensor.Dtype.named(dtype), shape, data));
            } catch (XooaiException _) {
                return null;
            }
        }
        return null;
    }

    private static DocPart content(Content content) {
        String type = content.mediaType() == null ? "" : content.mediaType();
        if (type.startsWith("image/")) {
            return new ImagePart(content);
        }
        if (type.startsWith("audio/")) {
            return new AudioPart(content);
        }
        if (type.startsWith("video/")) {
            return new VideoPart(content);
        }
        return content.inlineText() != null || type.startsWith("text/")
                ? new TextPart(content)
                : new ValuePart(content.toString());
    }

    private static Content contentOf(Map<?, ?> map, ContentSource source) {
        String mediaType = map.get("mediaType") instanceof String type ? type : null;
        if (map.get("text") instanceof String text) {
            return Content.ofText(text);
        }
        byte[] bytes = bytes(map.get("bytes"));
        if (bytes != null) {
            return Content.ofBytes(bytes, mediaType);
        }
        String ref = map.get("ref") instanceof String text ? text : "";
        String sig = map.get("sig") instanceof String text ? text : null;
        long size = map.get("size") instanceof Number number ? number.longValue() : -1;
        return Content.at(ref, sig, size, mediaType).from(source);
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value instanceof String base64) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException _) {
                return null;
            }
        }
        return value instanceof byte[] bytes ? bytes : null;
    }

    /// A doc in a few words, for a list or a label.
    public static String brief(DocPart part) {
        String text = switch (part) {
            case TextPart(Content content) ->
                content.inlineText() == null ? content.toString() : "“" + beginning(content.inlineText()) + "”";
            case ImagePart(Content content) -> "picture, " + content;
            case AudioPart(Content content) -> "sound, " + content;
            case VideoPart(Content content) -> "film, " + content;
            case TensorPart(Tensor tensor) -> tensor.toString();
            case ValuePart(String value) -> value;
            case NumberPart(Number number) -> Numbers.text(number);
            case ListPart(List<DocPart> elements) -> elements.size() + " entries";
            case ObjectPart object -> fieldsInBrief(object);
            case ErrorPart error -> error.error().code() + ": " + error.error().message();
        };
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= BRIEF ? line : line.substring(0, BRIEF - 1) + "…";
    }

    /// As much as may be shown in brief: a text may be large.
    private static String beginning(String text) {
        return text.length() <= 4 * BRIEF ? text : text.substring(0, 4 * BRIEF);
    }

    private static String fieldsInBrief(ObjectPart object) {
        List<String> parts = new ArrayList<>();
        object.fields().forEach((name, part) -> parts.add(name + ": " + brief(part)));
        return String.join(", ", parts);
    }
}

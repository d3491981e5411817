package xooai.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Contents;
import xooai.codec.Request;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Dispatch;
import xooai.driver.ServeSettings;

/// A request as a form: each file is a doc, in their order, and each field a parameter. Or one part, `request`, is the
/// request in JSON, in which a ref `cid:NAME` stands for the file in the part of that name.
final class UploadForm {
    static final String REQUEST = "request";
    static final String CID = "cid:";
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_HEAD = 8_192;
    private static final int MOST_SCALAR = 64;
    private static final int MOST_BOUNDARY = 70;

    private final Upload upload;
    private final String endpoint;
    private final Class<? extends Doc> docs;
    private final ServeSettings settings;
    private final List<FilePart> files = new ArrayList<>();
    private final Map<String, @Nullable Object> params = new LinkedHashMap<>();
    private byte @Nullable [] request;
    private int parts;

    UploadForm(Upload upload, String endpoint, Class<? extends Doc> docs, ServeSettings settings) {
        this.upload = upload;
        this.endpoint = endpoint;
        this.docs = docs;
        this.settings = settings;
    }

    private record FilePart(String name, Content content) {}

    /// Reads the form.
    ///
    /// @throws Refusal when it is none, or holds what the endpoint does not take
    /// @throws IOException when it breaks off
    Request read(InputStream body, String contentType) throws IOException {
        String boundary = parameters(contentType).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MOST_BOUNDARY) {
            throw wrong("its `boundary` has 1 to " + MOST_BOUNDARY + " characters");
        }
        try {
            MultipartInput in = MultipartInput.builder()
                    .setInputStream(body)
                    .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
                    .setMaxPartHeaderSize(MOST_HEAD)
                    .get();
            in.setHeaderCharset(StandardCharsets.UTF_8);
            if (!in.skipPreamble()) {
                throw wrong("it has no parts");
            }
            do {
                part(heads(in.readHeaders()), in.newInputStream());
            } while (in.readBoundary());
        } catch (FileUploadSizeException e) {
            throw Refusal.of(
                    431, Code.RESOURCE_EXHAUSTED, "the head of a part is over the limit of " + MOST_HEAD + " bytes");
        } catch (FileUploadException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        return request == null ? Request.of(null, filesAsDocs()).withParams(params) : named(request);
    }

    private static Refusal wrong(String why) {
        return Refusal.of(Code.INVALID_ARGUMENT, "the form cannot be read: " + why);
    }

    /// The headers of a part, by their names in lower case.
    private static Map<String, String> heads(String lines) {
        Map<String, String> heads = new LinkedHashMap<>();
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                heads.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return heads;
    }

    /// The parameters of a header that have a value.
    private static Map<String, String> parameters(String value) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        Map<String, String> parameters = new LinkedHashMap<>();
        parser.parse(value, ';').forEach((name, each) -> {
            if (each != null) {
                parameters.put(name, each);
            }
        });
        return parameters;
    }

    private void part(Map<String, String> heads, InputStream in) throws IOException {
        parts++;
        if (parts > MOST_PARTS) {
            throw Refusal.of(413, Code.RESOURCE_EXHAUSTED, "the form has more than " + MOST_PARTS + " parts");
        }
        Map<String, String> disposition = parameters(heads.getOrDefault("content-disposition", ""));
        String name = disposition.get("name");
        if (name == null || name.isEmpty()) {
            throw wrong("its part number " + parts + " has no name");
        }
        String encoding =
                heads.getOrDefault("content-transfer-encoding", "binary").toLowerCase(Locale.ROOT);
        if (!Set.of("binary", "8bit", "7bit").contains(encoding)) {
            throw wrong("its part `" + name + "` has a `Content-Transfer-Encoding`: send it plain");
        }
        String type = heads.get("content-type");
        String file = disposition.get("filename");
        if (name.equals(REQUEST)) {
            if (request != null) {
                throw wrong("it has two parts `" + REQUEST + "`");
            }
            request = upload.inMemory(in);
        } else if (type == null && file == null) {
            if (params.containsKey(name)) {
                throw wrong("it has two fields of one name");
            }
            params.put(name, scalar(upload.inMemory(in)));
        } else {
            files.add(new FilePart(name, upload.content(in, typeOf(type, file))));
        }
    }

    /// Clients that do not know a type say that it is any; the file's name may say more.
    private static String typeOf(@Nullable String type, @Nullable String file) {
        if (type != null && !MediaTypes.bare(type).equals(MediaTypes.ANY_BYTES)) {
            return type;
        }
        String byName = file == null ? null : xooai.doc.MediaTypes.ofName(file);
        return byName != null ? byName : MediaTypes.ANY_BYTES;
    }

    /// A number or truth value where the text is one, else the text.
    private Object scalar(byte[] field) {
        if (field.length > MOST_SCALAR) {
            return text(field);
        }
        try {
            Object value = Codec.JSON.readValue(field, settings.limits());
            if (value instanceof Number || value instanceof Boolean) {
                return value;
            }
        } catch (XooaiException _) {
            // It is a text then.
        }
        return text(field);
    }

    private static String text(byte[] field) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(field))
                    .toString();
        } catch (CharacterCodingException _) {
            throw wrong("a field is not UTF-8");
        }
    }

    private DocArray<Doc> filesAsDocs() {
        if (files.isEmpty()) {
            throw wrong("it has no file, and no part `" + REQUEST + "`");
        }
        return DocArray.of(files.stream().map(file -> upload.doc(file.content)).toList());
    }

    private Request named(byte[] json) {
        Map<String, Content> byName = new LinkedHashMap<>();
        for (FilePart file : files) {
            if (byName.put(file.name, file.content) != null) {
                throw wrong("it has two files of one name");
            }
        }
        Request read;
        try {
            read = Codec.JSON.readRequest(
                    json, docs, settings.limits(), settings.refs().source());
            Dispatch.checkEndpoint(read, endpoint);
        } catch (XooaiException e) {
            throw new Refusal(CallRoute.statusOf(e.code(), false), e.error(), Map.of());
        }
        Set<String> unused = new HashSet<>(byName.keySet());
        List<Slot<Doc>> slots = new ArrayList<>();
        for (Slot<Doc> slot : read.docs().<Doc>cast().slots()) {
            Doc doc = slot.doc();
            slots.add(doc == null ? slot : slot.with(Contents.map(doc, content -> filled(content, byName, unused))));
        }
        if (!unused.isEmpty()) {
            throw wrong("no ref in `" + REQUEST + "` names the part `"
                    + unused.iterator().next() + "`, as `" + CID + "NAME`");
        }
        return read.withDocs(DocArray.ofSlots(slots)).withParams(Context.over(read.params(), params));
    }

    private static Content filled(Content content, Map<String, Content> files, Set<String> unused) {
        String ref = content.ref();
        if (ref == null || !ref.startsWith(CID)) {
            return content;
        }
        String name = ref.substring(CID.length());
        Content file = files.get(name);
        if (file == null) {
            throw wrong("there is no part `" + name + "` for the ref " + CID + name);
        }
        unused.remove(name);
        return content.mediaType() == null ? file : file.as(content.mediaType());
    }
}

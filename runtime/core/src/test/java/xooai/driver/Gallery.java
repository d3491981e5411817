package xooai.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.SignedStream;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// The executor that content is sent to: it looks at it, passes it on, and makes new one.
@ThreadSafe
public final class Gallery extends Executor {

    /// The docs as they came, unread.
    @Post
    public DocArray<Doc> pass(DocArray<Doc> docs) {
        return docs;
    }

    /// What is known of each picture without reading it.
    @Post
    public Text glance(Image image) {
        return Text.of(image.content().isInline() + " " + image.content().size());
    }

    /// The signature of each picture, computed by reading it, in pieces.
    @Post
    public Text study(Image image) {
        return Text.of(signature(image));
    }

    /// The signatures of all pictures.
    @Post
    public DocArray<Text> studyAll(DocArray<Image> images) {
        return DocArray.of(images.slots().stream()
                .map(slot -> Text.of(signature(slot.get())))
                .toList());
    }

    static String signature(Image image) {
        try (InputStream in = image.content().open();
                DigestOutputStream out =
                        new DigestOutputStream(OutputStream.nullOutputStream(), SignedStream.sha256())) {
            in.transferTo(out);
            return "sha256:" + HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new picture of so many bytes.
    @Post
    public Image paint(Text size) {
        return Image.of(painted(Integer.parseInt(size.text())), "image/x-noise");
    }

    /// Several new pictures, one after the other.
    @Post
    public Stream<Image> paintMany(Text size) {
        int bytes = Integer.parseInt(size.text());
        return Stream.of(1, 2, 3).map(more -> Image.of(painted(bytes + more), "image/x-noise"));
    }

    /// A picture in a file of this machine.
    @Post
    public Image develop(Text path) {
        return Image.at(path.text());
    }

    /// Pictures at the refs that came, as if it had thought of them itself.
    @Post
    public Image copy(Image image) {
        return Image.at(String.valueOf(image.content().ref()));
    }

    static byte[] painted(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}

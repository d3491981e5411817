package xooai.samples.textandimage;

import java.util.List;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executors.basic.Pixels;

/// Looks at the picture of a postcard, and at nothing else.
public final class PictureReader extends Executor {

    /// The postcard with a caption that describes the picture, with tags, and more urgent when the picture is
    /// red.
    @Post(idempotent = true)
    public Postcard look(Postcard card) {
        Pixels picture = Pixels.read(card.picture());
        int average = picture.onWhite().scaledTo(1, 1).at(0, 0);
        String colour = colour(average >> 16 & 0xff, average >> 8 & 0xff, average & 0xff);
        String format = picture.width() > picture.height() ? "landscape" : "portrait";
        return card.found(
                "a mostly " + colour + " " + format + " picture",
                List.of(format, colour, Pixels.luma(average) < 128 ? "dark" : "bright"),
                colour.equals("red") ? 3 : 0);
    }

    private static String colour(int red, int green, int blue) {
        int highest = Math.max(red, Math.max(green, blue));
        int lowest = Math.min(red, Math.min(green, blue));
        if (highest - lowest < 16) {
            return "gray";
        }
        return highest == red ? "red" : highest == green ? "green" : "blue";
    }
}

package xooai.designer.app;

import java.nio.file.Path;
import java.util.Locale;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.canvas.FlowPicture;
import xooai.designer.files.FileChoices;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.store.SafeFile;

/// Saves the flow as a picture: PNG where the name ends so, else SVG.
final class PictureSaver {
    private final FlowCanvas canvas;
    private final FileChoices choices;
    private final Notices notices;

    PictureSaver(FlowCanvas canvas, FileChoices choices, Notices notices) {
        this.canvas = canvas;
        this.choices = choices;
        this.notices = notices;
    }

    /// Asks for a file and writes it, whole or not at all.
    void save(String flow) {
        Path file = choices.save("Save the flow as a picture", FileChoices.Kind.PICTURE, flow + ".svg");
        if (file == null) {
            return;
        }
        FlowPicture picture = canvas.picture();
        boolean png = file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
        Work.start(
                "picture",
                _ -> {
                    if (png) {
                        SafeFile.write(file, picture::writePng);
                    } else {
                        byte[] svg = picture.svg();
                        SafeFile.write(file, out -> out.write(svg));
                    }
                    return file;
                },
                outcome -> {
                    switch (outcome) {
                        case Outcome.Done<Path> done -> notices.say("Saved " + done.value());
                        case Outcome.Failed<Path> failed ->
                            notices.fail("Tried to save the picture " + file + ": "
                                    + failed.error().message());
                        case Outcome.Cancelled<Path> _ -> {}
                    }
                });
    }
}

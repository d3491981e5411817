package xooai.designer.app;

import java.nio.file.Path;
import xooai.designer.files.FileChoices;
import xooai.designer.invoke.SaveContent;
import xooai.designer.invoke.SavedContent;
import xooai.designer.shared.ContentFacts;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.Content;

/// Saves content where a person chooses; the status line says how far it is, and stops it.
final class ContentSaver {
    private final FileChoices choices;
    private final StatusLine status;

    ContentSaver(FileChoices choices, StatusLine status) {
        this.choices = choices;
        this.status = status;
    }

    void save(SaveContent event) {
        event.consume();
        Content content = event.content();
        Path file = choices.save(
                "Save content",
                FileChoices.Kind.ANY,
                ContentFacts.atHand(content).fileName());
        if (file != null) {
            Work<Path> work = SavedContent.save(content, file, outcome -> ended(file, outcome));
            status.follow(work, "Saving " + file.getFileName());
        }
    }

    private void ended(Path file, Outcome<Path> outcome) {
        status.end();
        switch (outcome) {
            case Outcome.Done<Path> _ -> status.say("Saved " + file);
            case Outcome.Failed<Path> failed ->
                status.fail("Tried to save " + file + ": " + failed.error().message());
            case Outcome.Cancelled<Path> _ -> status.say("Saving " + file.getFileName() + " was stopped");
        }
    }
}

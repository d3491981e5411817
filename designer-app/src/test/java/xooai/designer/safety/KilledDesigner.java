package xooai.designer.safety;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import xooai.designer.design.Design;
import xooai.designer.design.Edit;
import xooai.doc.Content;
import xooai.flow.FlowFile;

/// A designer without a window that edits and saves as chance has it, and says so, until it is killed.
///
/// A line `B n signature` says what an edit will lead to before it is done, `E n signature` comes after each edit, and
/// `S n signature` after each save: so whatever it leaves, it has said before.
final class KilledDesigner {
    /// The argument by which it never saves.
    static final String WITHOUT_SAVING = "without-saving";

    private KilledDesigner() {}

    /// Edits: its home, the flow's file, what chance begins with, and perhaps [#WITHOUT_SAVING].
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Desk desk = new Desk(Path.of(arguments[0]));
        Path file = Path.of(arguments[1]);
        RandomEdits edits = new RandomEdits(Long.parseLong(arguments[2]));
        boolean saves = arguments.length < 4 || !arguments[3].equals(WITHOUT_SAVING);
        desk.run(() -> desk.files.open(file));
        for (long n = 0; ; n++) {
            long number = n;
            desk.run(() -> edit(desk, edits, next -> out.println("B " + number + " " + signature(next))));
            out.println("E " + n + " " + signature(desk.now()));
            if (saves && edits.next(40) == 0) {
                desk.run(desk.files::save);
                out.println("S " + n + " " + signature(desk.now()));
            }
            LockSupport.parkNanos(edits.next(4_000_000));
        }
    }

    private static void edit(Desk desk, RandomEdits edits, Consumer<Design> before) {
        int what = edits.next(10);
        if (what == 0) {
            before.accept(desk.design.history().undo().current());
            desk.design.undo();
        } else if (what == 1) {
            before.accept(desk.design.history().redo().current());
            desk.design.redo();
        } else {
            Edit edit = edits.next(desk.design.design());
            before.accept(edit.apply(desk.design.design()));
            desk.design.apply(edit);
        }
    }

    static String signature(Design design) {
        return Content.sign(FlowFile.write(design.spec()));
    }
}

package xooai.designer.safety;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import xooai.designer.design.Design;
import xooai.designer.design.Drawings;
import xooai.designer.design.Edit;
import xooai.designer.design.Fragment;
import xooai.designer.design.Piece;
import xooai.designer.design.Wire;
import xooai.flow.ConflictPolicy;
import xooai.flow.Drawing;
import xooai.flow.Frame;
import xooai.flow.Join;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.Tint;

/// Edits of every kind, as chance has it; the flow stays of a size that a person draws.
final class RandomEdits {
    private static final int MOST_NODES = 24;
    private static final List<String> TEXTS = List.of("en", "Grüße, \"Welt\"", "日本語", "😀😁", "a\nb\tc", "\\", "");

    private final Random random;

    RandomEdits(long seed) {
        random = new Random(seed);
    }

    Edit next(Design design) {
        List<String> names = new ArrayList<>(design.names());
        if (names.size() < 3) {
            return add(design);
        }
        if (names.size() > MOST_NODES) {
            return new Edit.RemoveNodes(Set.of(one(names), one2(names)), random.nextBoolean());
        }
        return switch (random.nextInt(18)) {
            case 0, 1 -> add(design);
            case 2 -> new Edit.RemoveNodes(Set.of(one(names)), random.nextBoolean());
            case 3, 4 -> new Edit.MoveNodes(Map.of(one(names), point(), one2(names) + "?", point()));
            case 5, 6 -> new Edit.Connect(one(names), one(names));
            case 7 -> disconnect(design, names);
            case 8 -> new Edit.RenameNode(one(names), "r" + random.nextInt(1000));
            case 9, 10 -> new Edit.SetConfig(one(names), Map.of("lang", one(TEXTS), "top", (long) random.nextInt(100)));
            case 11 -> new Edit.SetTimeout(one(names), Duration.ofMillis(random.nextInt(100_000)));
            case 12 -> new Edit.SetReplicas(one(names), 1 + random.nextInt(8));
            case 13 -> new Edit.SetJoin(one(names), one(List.of(Join.values())));
            case 14 -> new Edit.Paste(Fragment.of(design, Set.of(one(names))), point());
            case 15, 16 -> draw(design);
            default -> flow(names);
        };
    }

    private Edit draw(Design design) {
        Point at = point();
        Frame frame = new Frame(at.x(), at.y(), 200, 150);
        Tint tint = one(List.of(Tint.values()));
        String id = "x" + random.nextInt(6);
        return switch (random.nextInt(4)) {
            case 0 -> Drawings.addGroup(design, id, new Drawing.Group(one(TEXTS), tint, frame));
            case 1 -> Drawings.addNote(design, id, new Drawing.Note(one(TEXTS), tint, frame));
            case 2 -> Drawings.remove(design, Set.of(new Piece.OfNote(id), new Piece.OfGroup("x" + random.nextInt(6))));
            default ->
                design.wires().isEmpty()
                        ? Drawings.setBookmark(design, "1", new Drawing.Bookmark(one(TEXTS), at, 1))
                        : Drawings.addBend(design, one(design.wires()), 0, at);
        };
    }

    private Edit add(Design design) {
        String name = design.freshName("node");
        return new Edit.AddNode(NodeSpec.of(name, "class:acme.E" + random.nextInt(9)), point());
    }

    private Edit disconnect(Design design, List<String> names) {
        List<Wire> wires = design.wires();
        if (wires.isEmpty()) {
            return new Edit.SetUse(one(names), "https://some.domain/e" + random.nextInt(9));
        }
        Wire wire = one(wires);
        return random.nextBoolean()
                ? new Edit.Disconnect(wire.from(), wire.to())
                : new Edit.InsertOnWire(one(names), wire);
    }

    private Edit flow(List<String> names) {
        return switch (random.nextInt(3)) {
            case 0 -> new Edit.SetFlowName("flow" + random.nextInt(100));
            case 1 -> new Edit.SetGateway("https://host" + random.nextInt(100));
            default -> new Edit.SetOnConflict(one(names), ConflictPolicy.prefer(one(names)));
        };
    }

    private Point point() {
        return new Point(random.nextInt(-100, 100) * 8.0, random.nextInt(-100, 100) / 3.0);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String one2(List<String> of) {
        return one(of) + "_";
    }

    int next(int bound) {
        return random.nextInt(bound);
    }

    boolean chance() {
        return random.nextBoolean();
    }
}

package xooai.designer.wires;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Refusal;
import xooai.doc.DocSchema;
import xooai.doc.FieldFit;
import xooai.doc.Fit;
import xooai.doc.PortType;
import xooai.flow.WireCheck;

/// What there is to say of a wire, be it there or only wished for.
///
/// @param kind whether it may be
/// @param text that in a few words: `OK`, `converts Text → DocArray<Text>`, or why not
/// @param rows each field that is taken, with what it needs and gets
/// @param ofTypes whether it is the types that refuse it, so that there is something to mend
public record WireVerdict(Kind kind, String text, List<Row> rows, boolean ofTypes) {
    private static final int MOST_ROWS = 12;

    /// Whether a wire may be.
    public enum Kind {
        /// It may, as it is.
        FITS,
        /// It may, by a conversion.
        CONVERTS,
        /// It may not.
        REFUSED
    }

    /// What becomes of one field.
    public enum State {
        /// It fits.
        FITS,
        /// Its value is looked at when a doc comes.
        CHECKED,
        /// It does not fit.
        REFUSED
    }

    /// One field that is taken.
    ///
    /// @param path where it is; empty for the doc as a whole
    public record Row(String path, String needs, String gets, State state) {}

    public WireVerdict {
        rows = List.copyOf(rows);
    }

    /// The verdict on a new wire between those nodes, by the graph and by the types.
    public static WireVerdict of(DesignModel model, String from, String to) {
        Refusal refusal = model.design().refusesWire(from, to);
        return refusal == null ? ofTypes(model.ports().wires(), from, to) : refused(refusal.reason());
    }

    /// A refusal that is not one of types.
    public static WireVerdict refused(String reason) {
        return new WireVerdict(Kind.REFUSED, reason, List.of(), false);
    }

    /// The verdict on the types of a wire between those nodes, be it there or not.
    public static WireVerdict ofTypes(WireCheck wires, String from, String to) {
        Fit fit = wires.fit(from, to);
        List<Row> rows = rows(wires.gives(from), wires.takes(to), fit);
        return switch (fit) {
            case Fit.Exact exact -> new WireVerdict(Kind.FITS, "OK" + checked(exact), rows, false);
            case Fit.Convertible convertible ->
                new WireVerdict(Kind.CONVERTS, "converts " + how(convertible) + checked(fit), rows, false);
            case Fit.Refused refused -> new WireVerdict(Kind.REFUSED, WireCheck.words(to, refused), rows, true);
        };
    }

    private static String how(Fit.Convertible convertible) {
        List<String> how = convertible.how();
        int more = how.size() - 2;
        return String.join(", ", how.subList(0, Math.min(2, how.size()))) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String checked(Fit fit) {
        int count = fit.checked().size();
        return count == 0
                ? ""
                : fit.checked().getFirst().path().isEmpty()
                        ? "; each doc is checked when it comes"
                        : "; " + count + (count == 1 ? " field is" : " fields are") + " checked when docs come";
    }

    private static List<Row> rows(@Nullable PortType given, @Nullable PortType taken, Fit fit) {
        if (given == null || taken == null) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        if (fit instanceof Fit.Refused refused) {
            refused.fields().forEach(field -> rows.add(row(field, State.REFUSED)));
        }
        fit.checked().forEach(field -> rows.add(row(field, State.CHECKED)));
        if (given.schema() instanceof DocSchema.ObjectSchema from
                && taken.schema() instanceof DocSchema.ObjectSchema to) {
            to.fields().forEach(field -> addFitting(from.field(field.name()), field, rows));
        }
        if (rows.isEmpty()) {
            rows.add(new Row("", taken.name(), given.name(), State.FITS));
        }
        return rows.subList(0, Math.min(rows.size(), MOST_ROWS));
    }

    private static Row row(FieldFit field, State state) {
        return new Row(field.path(), field.needs(), field.given(), state);
    }

    private static void addFitting(DocSchema.@Nullable Field from, DocSchema.Field to, List<Row> rows) {
        boolean said = rows.stream()
                .anyMatch(row -> row.path().equals(to.name())
                        || row.path().startsWith(to.name() + ".")
                        || row.path().startsWith(to.name() + "[")
                        || row.path().startsWith(to.name() + "{"));
        if (!said) {
            String gets = from == null ? "nothing" : from.schema().typeName();
            rows.add(new Row(to.name(), to.schema().typeName(), gets, State.FITS));
        }
    }

    /// Whether such a wire may be.
    public boolean isOk() {
        return kind != Kind.REFUSED;
    }
}

package xooai.doc;

import java.util.List;

/// Whether what one port gives fits what another takes: the one verdict that a run, a check and the designer
/// share.
///
/// It is true to what is read when docs come: what fits is read, whatever the doc, but for what is named as
/// [#checked()]; of what is refused, some doc would not be read.
public sealed interface Fit {

    /// It is the very type.
    ///
    /// @param checked the fields that only each value can show to fit; empty when every doc does
    record Exact(List<FieldFit> checked) implements Fit {
        public Exact {
            checked = List.copyOf(checked);
        }

        /// Every doc fits.
        public Exact() {
            this(List.of());
        }
    }

    /// It is read as another type by itself, with nothing between.
    ///
    /// @param how what becomes what: `Text → DocArray<Text>`, `` `sum`: integer → number``
    /// @param checked the fields that only each value can show to fit; empty when every doc does
    record Convertible(List<String> how, List<FieldFit> checked) implements Fit {
        public Convertible {
            how = List.copyOf(how);
            checked = List.copyOf(checked);
        }
    }

    /// It does not fit.
    ///
    /// @param fields every field that does not; one or more
    record Refused(List<FieldFit> fields) implements Fit {
        public Refused {
            fields = List.copyOf(fields);
        }

        /// Nothing comes, so nothing is looked at.
        @Override
        public List<FieldFit> checked() {
            return List.of();
        }

        /// One sentence a field, said of what takes it.
        public List<String> reasons() {
            return fields.stream().map(FieldFit::reason).toList();
        }
    }

    /// Whether docs can go there.
    default boolean isOk() {
        return !(this instanceof Refused);
    }

    /// The fields that are looked at when docs come, since their types alone do not tell.
    List<FieldFit> checked();

    /// Whether docs of the given schema fit where the taken one is taken.
    static Fit check(DocSchema given, DocSchema taken) {
        return new SchemaComparison().verdict(given, taken);
    }
}

package xooai.doc;

import org.jspecify.annotations.Nullable;

/// One field that does not fit, or that only its values can show to fit: which, what it needs, what it gets.
///
/// @param path where the field is, such as `lines[].price`; empty for the doc as a whole
/// @param needs the type that is taken there, with its constraints
/// @param gets the type that is given there, or null where there is no such field
/// @param of the name of the type that the field was looked for in
public record FieldFit(String path, String needs, @Nullable String gets, String of) {

    /// Why it does not fit, said of what takes it: ``needs `title` (Text), which Total does not have``.
    public String reason() {
        if (path.isEmpty()) {
            return "takes " + needs + ", and is given " + given();
        }
        return gets == null
                ? "needs `" + path + "` (" + needs + "), which " + of + " does not have"
                : "needs `" + path + "` to be " + needs + ", and is given " + gets;
    }

    /// What is looked at when docs come: `` `score` has to be number (minimum 0), and number is given``.
    public String check() {
        String what = path.isEmpty() ? "each doc" : "`" + path + "`";
        return what + " has to be " + needs + ", and " + given() + " is given";
    }

    /// What is given there, in words.
    public String given() {
        return gets == null ? "nothing" : gets;
    }
}

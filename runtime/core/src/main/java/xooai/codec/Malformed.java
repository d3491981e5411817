package xooai.codec;

import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Input that is refused, and where in it: the place is put together while the readers unwind.
final class Malformed extends RuntimeException {
    private final Code code;
    private final String what;
    private String place;

    Malformed(Code code, String what) {
        super(what, null, false, false);
        this.code = code;
        this.what = what;
        this.place = "";
    }

    Malformed(String what) {
        this(Code.INVALID_ARGUMENT, what);
    }

    /// Text of the input as a message may hold it: short, on one line.
    static String shown(String text) {
        String line = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    /// Says that the place found so far is in the field or element of that name.
    Malformed in(String name) {
        String shown = shown(name);
        place = place.isEmpty() || place.startsWith("[") ? shown + place : shown + "." + place;
        return this;
    }

    Malformed in(int index) {
        return in("[" + index + "]");
    }

    XooaiException toException(String tried) {
        return new XooaiException(CallError.of(code, tried + ": " + sentence()), this);
    }

    /// The place and what is wrong there.
    String sentence() {
        return place.isEmpty() ? what : "`" + place + "`: " + what;
    }
}

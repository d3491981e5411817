package xooai.web;

import java.io.InputStream;
import xooai.doc.Code;
import xooai.store.CountedStream;

/// A body that is taken in as it comes: of bounded size, and not slower than anybody's line.
final class UploadStream extends CountedStream {
    private final long most;
    private final Pace pace;

    /// @param most how many bytes it may have
    /// @param tuning the time that any body is given
    UploadStream(InputStream in, long most, Tuning tuning) {
        super(in);
        this.most = most;
        this.pace = new Pace(tuning.body());
    }

    @Override
    protected void counted(long count, long sofar) {
        if (sofar > most) {
            throw tooLarge(most);
        }
        if (pace.isTooSlow(sofar)) {
            throw Refusal.of(
                    408, Code.DEADLINE_EXCEEDED, "the body comes slower than " + Pace.SLOWEST + " bytes a second");
        }
    }

    static Refusal tooLarge(long most) {
        return Refusal.of(413, Code.RESOURCE_EXHAUSTED, "the body is over the limit of " + most + " bytes");
    }
}

package xooai.designer.files;

import java.util.List;

/// Where a person is asked what to do. Nothing waits: the answer runs when it is given, or never.
public interface Dialogs {

    /// One answer.
    ///
    /// @param text what its button says
    /// @param kind how it is drawn
    /// @param run what it does
    record Answer(String text, Kind kind, Runnable run) {}

    /// How an answer is drawn.
    enum Kind {
        /// What most people want; Enter gives it.
        MAIN,
        /// Something is lost by it.
        DANGER,
        /// Any other.
        PLAIN
    }

    /// Asks. Leaving the question is no answer.
    void ask(String title, String text, List<Answer> answers);
}

package xooai.designer.shared;

/// Where a person is told what happened: one line that never stops the work.
public interface Notices {

    /// Something was done.
    void say(String text);

    /// Something failed: what was tried, and why it failed.
    void fail(String text);
}

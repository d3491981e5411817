package xooai.designer.form;

import org.jspecify.annotations.Nullable;

/// Where a person is asked for the content of a media doc.
@FunctionalInterface
public interface ContentChooser {

    /// A ref to what was chosen, or null for nothing.
    ///
    /// @param type what is wanted, such as `Image`
    @Nullable
    String choose(String type);
}

package xooai.designer.shared;

/// One thing that a search can find.
///
/// @param title what is searched and shown first
/// @param detail what is shown beside it, and searched after it
/// @param key what is shown at the right, such as its key or its types
/// @param enabled whether it can be chosen
/// @param run what happens when it is chosen
public record SearchItem(String title, String detail, String key, boolean enabled, Runnable run) {}

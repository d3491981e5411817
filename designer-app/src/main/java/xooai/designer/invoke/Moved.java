package xooai.designer.invoke;

/// What content moves in a call, and how far it is.
///
/// @param words as a person reads it: `Sending photo.png: 12 MiB of 640 MiB`
/// @param fraction how much of it has moved, from 0 to 1; -1 where that is not known
public record Moved(String words, double fraction) {}

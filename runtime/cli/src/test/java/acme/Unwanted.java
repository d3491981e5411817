package acme;

/// A class beside executors that none of them uses, and no executor itself.
public final class Unwanted {}

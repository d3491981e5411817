package xooai.designer.design;

/// Why an edit is not done, in one sentence for a person.
public record Refusal(String reason) {}

package xooai.codec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.Image;
import xooai.doc.Tensor;
import xooai.doc.Text;

/// A doc with a field of every type that docs may hold.
public record Everything(
        @Nullable String name,
        boolean flag,
        @Nullable Boolean maybeFlag,
        int count,
        @Nullable Integer maybeCount,
        long big,
        @Nullable Long maybeBig,
        float ratio,
        @Nullable Float maybeRatio,
        double score,
        @Nullable Double maybeScore,
        @Nullable Instant at,
        @Nullable Color color,
        @Nullable Content blob,
        @Nullable Tensor tensor,
        @Nullable Part part,
        @Nullable Text title,
        @Nullable Image image,
        @Nullable List<String> tags,
        @Nullable List<Part> parts,
        @Nullable List<List<Integer>> rows,
        @Nullable Map<String, Double> weights,
        @Nullable Map<String, Part> named)
        implements Doc {

    /// Some names.
    public enum Color {
        RED,
        GREEN,
        BLUE
    }

    /// A value nested in it, which may nest itself.
    public record Part(
            @Nullable String label,
            @Nullable Double weight,
            @Nullable Part deeper) {}

    /// With every field that may be absent absent.
    public static Everything bare() {
        return new Everything(
                null, false, null, 0, null, 0, null, 0, null, 0, null, null, null, null, null, null, null, null, null,
                null, null, null, null);
    }
}

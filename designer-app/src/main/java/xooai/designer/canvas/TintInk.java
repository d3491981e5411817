package xooai.designer.canvas;

import xooai.flow.Tint;

/// The colours of groups and notes on white paper, as the stylesheet has them on the canvas.
final class TintInk {
    private static final double SOFT = 0.16;

    private TintInk() {}

    /// The edge, as `#rrggbb`; it stands out from white and from the dark canvas by 3 to 1.
    static String edge(Tint tint) {
        return switch (tint) {
            case GREY -> "#7a828e";
            case RED -> "#d1434b";
            case ORANGE -> "#c4661f";
            case YELLOW -> "#9d7a0b";
            case GREEN -> "#2f8f46";
            case TEAL -> "#1a8a8a";
            case BLUE -> "#3a7fd5";
            case PURPLE -> "#8a63e0";
        };
    }

    /// What fills it: the edge's colour, thin on white.
    static String fill(Tint tint) {
        int edge = Integer.parseInt(edge(tint).substring(1), 16);
        StringBuilder fill = new StringBuilder("#");
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = (edge >> shift) & 0xff;
            fill.append(String.format("%02x", Math.round(255 + (channel - 255) * SOFT)));
        }
        return fill.toString();
    }
}

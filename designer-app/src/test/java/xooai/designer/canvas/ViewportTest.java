package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewportTest {
    private static final double HALF_A_PIXEL = 0.5;

    @Test
    void zoomKeepsThePointUnderThePointerWithinHalfAPixel() {
        Random random = new Random(7);
        Viewport viewport = new Viewport(-1234.5, 987.25, 1);
        for (int i = 0; i < 500; i++) {
            double x = random.nextDouble() * 1920;
            double y = random.nextDouble() * 1080;
            double worldX = viewport.worldX(x);
            double worldY = viewport.worldY(y);

            viewport = viewport.zoomedBy(random.nextInt(9) - 4, x, y);

            assertThat(viewport.screenX(worldX)).isCloseTo(x, within(HALF_A_PIXEL));
            assertThat(viewport.screenY(worldY)).isCloseTo(y, within(HALF_A_PIXEL));
        }
    }

    @Test
    void zoomStaysBetweenFiveAndFourHundredPercent() {
        assertThat(Viewport.START.zoomedBy(100, 0, 0).zoom()).isEqualTo(4);
        assertThat(Viewport.START.zoomedBy(-100, 0, 0).zoom()).isEqualTo(0.05);
    }

    @Test
    void aNotchIsFifteenPercent() {
        assertThat(Viewport.START.zoomedBy(1, 10, 10).zoom()).isCloseTo(1.15, within(1e-9));
        assertThat(Viewport.START.zoomedBy(1, 10, 10).zoomedBy(-1, 10, 10).zoom())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void fittingShowsTheWholeBoxInTheMiddle() {
        Box box = new Box(-500, 200, 3000, 700);

        Viewport fitting = Viewport.fitting(box, 900, 600, 50);

        assertThat(fitting.seen(900, 600).holds(box)).isTrue();
        assertThat(fitting.screenX(box.centerX())).isCloseTo(450, within(1e-6));
        assertThat(fitting.screenY(box.centerY())).isCloseTo(300, within(1e-6));
    }

    @Test
    void fittingASmallFlowStaysAtOneHundredPercent() {
        assertThat(Viewport.fitting(new Box(0, 0, 10, 10), 900, 600, 50).zoom()).isEqualTo(1);
    }

    @Test
    void pushingMovesTheWorldByScreenPixels() {
        Viewport viewport = new Viewport(0, 0, 0.5).pushed(30, -10);

        assertThat(viewport.screenX(0)).isCloseTo(30, within(1e-9));
        assertThat(viewport.screenY(0)).isCloseTo(-10, within(1e-9));
    }

    @Test
    void theWayToAnotherViewportEndsThere() {
        Viewport end = new Viewport(500, 100, 2);

        assertThat(Viewport.START.towards(end, 1, 900, 600)).isEqualTo(end);
        assertThat(Viewport.START.towards(end, 0, 900, 600).zoom()).isEqualTo(1);
    }

    @Test
    void whateverIsFittedIsLookedAtFromAPlaceThatThereIs() {
        for (Box box : List.of(
                new Box(-1e308, 0, 1e308, 1e308),
                new Box(Double.MAX_VALUE, -Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN),
                new Box(Double.NEGATIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY, 1))) {
            Viewport fitted = Viewport.fitting(box, 800, 600, 40);
            assertThat(List.of(fitted.x(), fitted.y(), fitted.zoom()))
                    .as(box.toString())
                    .allMatch(Double::isFinite);
        }
        assertThat(Viewport.START.pushed(Double.NaN, Double.NEGATIVE_INFINITY).x())
                .isFinite();
    }
}

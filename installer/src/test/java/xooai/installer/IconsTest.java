package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IconsTest {
    private static final Path PACKAGING = Path.of("src/main/packaging").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"xooai.svg", "flow-file.svg"})
    void aDrawingFillsThePictureAndLeavesItsCornersClear(String drawing) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Icons.png(PACKAGING.resolve(drawing), 64)));
        assertThat(image.getWidth()).isEqualTo(64);
        assertThat(image.getRGB(0, 0) >>> 24).isZero();
        assertThat(image.getRGB(32, 12) >>> 24).isEqualTo(255);
        assertThat(Arrays.stream(image.getRGB(0, 0, 64, 64, null, 0, 64))
                        .distinct()
                        .count())
                .isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xooai.svg", "flow-file.svg"})
    void windowsAndMacOsFindEachPictureWhereTheListSays(String drawing) throws IOException {
        ByteBuffer ico = ByteBuffer.wrap(Icons.ico(PACKAGING.resolve(drawing))).order(ByteOrder.LITTLE_ENDIAN);
        int count = ico.getShort(4);
        for (int i = 0; i < count; i++) {
            int length = ico.getInt(6 + 16 * i + 8);
            int place = ico.getInt(6 + 16 * i + 12);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(ico.array(), place, length));
            assertThat(image.getWidth() & 0xff).isEqualTo(ico.get(6 + 16 * i) & 0xff);
        }
        byte[] icns = Icons.icns(PACKAGING.resolve(drawing));
        assertThat(new String(icns, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("icns");
        assertThat(ByteBuffer.wrap(icns).getInt(4)).isEqualTo(icns.length);
    }
}

package xooai.executors.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.Image;
import xooai.doc.XooaiException;

@NullMarked
class PixelsTest {

    private static void assertRefused(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void eachFormatIsRead(String format) {
        byte[] bytes = Pictures.encode(Pictures.gradient(BufferedImage.TYPE_INT_RGB, 20, 10), format);
        Pixels pixels = Pixels.read(Image.of(bytes, null));
        assertThat(pixels.width()).isEqualTo(20);
        assertThat(pixels.height()).isEqualTo(10);
        assertThat(pixels.at(19, 0) >> 16 & 0xff).isCloseTo(242, within(30));
    }

    @Test
    void graySamplesAreTakenAsTheyAre() {
        BufferedImage gray = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 256; x++) {
            gray.getRaster().setSample(x, 0, 0, x);
        }
        Pixels pixels = Pixels.read(Pictures.png(gray));
        for (int x = 0; x < 256; x++) {
            assertThat(pixels.at(x, 0)).isEqualTo(0xff000000 | x * 0x010101);
        }
    }

    @Test
    void sixteenBitSamplesAreScaled() {
        BufferedImage gray = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        gray.getRaster().setSample(0, 0, 0, 0x8080);
        gray.getRaster().setSample(1, 0, 0, 0xffff);
        Pixels pixels = Pixels.read(Pictures.png(gray));
        assertThat(pixels.at(0, 0)).isEqualTo(0xff808080);
        assertThat(pixels.at(1, 0)).isEqualTo(0xffffffff);
    }

    @Test
    void aPictureGoesThroughPngUnchanged() {
        int[] argb = {0xff010203, 0x80ff0000, 0x00ffffff, 0xfffefdfc};
        Pixels pixels = Pixels.read(Pixels.read(Pictures.png(2, 2, argb)).toPng());
        assertThat(new int[] {pixels.at(0, 0), pixels.at(1, 0), pixels.at(0, 1), pixels.at(1, 1)})
                .isEqualTo(argb);
    }

    @Test
    void aSmallerPictureAveragesAreas() {
        Image checks = Pictures.png(
                4, 2, 0xff000000, 0xffffffff, 0xff000000, 0xff000000, 0xffffffff, 0xff000000, 0xff000000, 0xff000000);
        Pixels half = Pixels.read(checks).scaledTo(2, 1);
        assertThat(half.at(0, 0)).isEqualTo(0xff808080);
        assertThat(half.at(1, 0)).isEqualTo(0xff000000);
    }

    @Test
    void aLargerPictureRepeatsPixels() {
        Pixels larger = Pixels.read(Pictures.png(2, 1, 0xff112233, 0xff445566)).scaledTo(6, 3);
        assertThat(larger.at(2, 2)).isEqualTo(0xff112233);
        assertThat(larger.at(3, 0)).isEqualTo(0xff445566);
    }

    @Test
    void whatIsTransparentLendsNoColour() {
        Pixels one = Pixels.read(Pictures.png(2, 1, 0xffff0000, 0x0000ff00)).scaledTo(1, 1);
        assertThat(one.at(0, 0)).isEqualTo(0x80ff0000);
        assertThat(one.onWhite().at(0, 0)).isEqualTo(0xffff7f7f);
    }

    @Test
    void aPictureThatFitsIsNotMadeLarger() {
        Pixels pixels = Pixels.read(Pictures.png(2, 1, 0xff000000, 0xff000000));
        assertThat(pixels.fittedInto(100, 100)).isSameAs(pixels);
    }

    @Test
    void aPictureTooLargeIsRefusedBeforeItIsDecoded() {
        assertRefused(() -> Pixels.read(Pictures.bomb(10_000, 10_000)), "10000 by 10000 pixels");
        assertRefused(() -> Pixels.read(Pictures.bomb(Integer.MAX_VALUE, 1)), "2147483647 by 1 pixels");
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertRefused(() -> Pixels.read(Image.of(new byte[0], null)), "no PNG, JPEG, GIF or BMP");
        assertRefused(
                () -> Pixels.read(Image.of("<svg/>".getBytes(StandardCharsets.UTF_8), null)),
                "no PNG, JPEG, GIF or BMP");
    }

    @Test
    void aFileThatIsMissingIsNoBrokenPicture() {
        assertThatThrownBy(() -> Pixels.read(Image.at("no/such/picture.png")))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void aBrokenPictureIsReadOrRefusedAndNothingElse(String format) {
        byte[] whole = Pictures.encode(Pictures.gradient(BufferedImage.TYPE_INT_RGB, 20, 10), format);
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            byte[] broken = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int flips = i % 4; flips > 0 && broken.length > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Pixels.read(Image.of(broken, null)).width()).isPositive();
            } catch (XooaiException e) {
                assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
            }
        }
    }
}

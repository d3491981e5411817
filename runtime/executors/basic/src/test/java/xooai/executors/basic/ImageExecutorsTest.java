package xooai.executors.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Executors;

@NullMarked
class ImageExecutorsTest {

    private static Pixels post(Executor executor, String endpoint, Image image) {
        try (executor) {
            DocArray<Image> answer = executor.post(endpoint, DocArray.of(image));
            assertThat(answer.getFirst().content().mediaType()).isEqualTo("image/png");
            return Pixels.read(answer.getFirst());
        }
    }

    private static Executor resizing(int width, int height) {
        return Executors.create(
                ImageExecutorsTest.class.getClassLoader(),
                ResizeExecutor.class.getName(),
                new LinkedHashMap<>(Map.of("width", (long) width, "height", (long) height)));
    }

    @Test
    void resizeGivesExactlyTheConfiguredSize() {
        Pixels resized =
                post(resizing(7, 30), "resize", Pictures.png(Pictures.gradient(BufferedImage.TYPE_INT_RGB, 20, 10)));
        assertThat(resized.width()).isEqualTo(7);
        assertThat(resized.height()).isEqualTo(30);
    }

    @Test
    void aThumbnailKeepsItsProportions() {
        Pixels thumbnail = post(
                resizing(10, 10), "thumbnail", Pictures.png(Pictures.gradient(BufferedImage.TYPE_INT_RGB, 40, 20)));
        assertThat(thumbnail.width()).isEqualTo(10);
        assertThat(thumbnail.height()).isEqualTo(5);
    }

    @Test
    void grayKeepsBrightnessAndTransparency() {
        Pixels gray = post(new ImageExecutor(), "grayscale", Pictures.png(2, 1, 0xffff0000, 0x8000ff00));
        assertThat(gray.at(0, 0)).isEqualTo(0xff4c4c4c);
        assertThat(gray.at(1, 0)).isEqualTo(0x80969696);
    }

    @Test
    void aNegativeOfANegativeIsThePicture() {
        Pixels negative = post(new ImageExecutor(), "invert", Pictures.png(1, 1, 0xff010203));
        assertThat(negative.at(0, 0)).isEqualTo(0xfffefdfc);
    }

    @Test
    void aPictureThatCannotBeReadIsInErrorAlone() {
        try (ImageExecutor executor = new ImageExecutor()) {
            DocArray<Image> answer = executor.post(
                    "png", DocArray.of(Image.of(new byte[] {1, 2}, null), Pictures.png(1, 1, 0xff010203)));
            assertThat(answer.errors()).hasSize(1);
            assertThat(answer.errors().getFirst().code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(answer.slot(1).isOk()).isTrue();
        }
    }

    @Test
    void aSizeOfNothingIsRefused() {
        assertThatThrownBy(() -> resizing(0, 10))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageContaining("width");
    }
}

package xooai.designer.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Content;
import xooai.doc.ContentSource;

/// What is known of content is said without reading it, and a ref from elsewhere finds no file here.
final class ContentFactsTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsKnownByItsNameItsSizeAndItsType() throws Exception {
        Path file = Files.write(folder.resolve("photo.png"), new byte[1536]);
        ContentFacts facts = ContentFacts.of(Content.at(file.toString()));
        assertThat(facts.file()).isEqualTo(file);
        assertThat(facts.name()).isEqualTo("photo.png");
        assertThat(facts.detail()).isEqualTo("1.5 KiB, image/png");
        assertThat(ContentFacts.of(Content.at(file.toUri().toString()).from(ContentSource.standard())))
                .isEqualTo(facts);
    }

    @Test
    void aRefFromElsewhereIsNoFileOfThisMachine() throws Exception {
        Path file = Files.write(folder.resolve("private.png"), new byte[1536]);
        ContentFacts facts =
                ContentFacts.of(Content.at(file.toString(), null, 12, null).from(_ -> InputStream.nullInputStream()));
        assertThat(facts.file()).isNull();
        assertThat(facts.size()).isEqualTo(12);
    }

    @Test
    void theNameOfAFileToSaveLeadsOutOfNoDirectoryAndHoldsNoQuery() {
        assertThat(ContentFacts.atHand(Content.at("https://far.example/a/..%2Fb.png?token=secret", null, -1, null))
                        .fileName())
                .isEqualTo("..%2Fb.png");
        assertThat(ContentFacts.atHand(Content.at("store://media/" + "a".repeat(64), null, 5, "video/mp4"))
                        .fileName())
                .isEqualTo("content.mp4");
        assertThat(ContentFacts.atHand(Content.ofBytes(new byte[3], "image/png"))
                        .fileName())
                .isEqualTo("content.png");
    }

    @Test
    void sizesAreSaidInUnitsThatAPersonReads() {
        assertThat(Sizes.text(1)).isEqualTo("1 byte");
        assertThat(Sizes.text(1023)).isEqualTo("1023 bytes");
        assertThat(Sizes.text(1 << 20)).isEqualTo("1 MiB");
        assertThat(Sizes.text((1 << 20) - 1)).isEqualTo("1.0 MiB");
        assertThat(Sizes.ofTotal(3 << 19, 5 << 20)).isEqualTo("1.5 MiB of 5 MiB");
        assertThat(Sizes.ofTotal(3 << 19, -1)).isEqualTo("1.5 MiB");
    }
}

package xooai.designer.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FuzzyTest {
    @Test
    void nothingTypedFitsEverything() {
        assertThat(Fuzzy.score("", "Export")).isZero();
    }

    @Test
    void lettersMustComeInOrder() {
        assertThat(Fuzzy.score("xe", "Export")).isNegative();
        assertThat(Fuzzy.score("ep", "Export")).isNotNegative();
    }

    @Test
    void aWholePieceAtTheStartOfAWordIsBest() {
        assertThat(Fuzzy.score("ref", "Refresh")).isGreaterThan(Fuzzy.score("ref", "Prefer"));
        assertThat(Fuzzy.score("pre", "Prefer")).isGreaterThan(Fuzzy.score("pre", "Page render"));
    }

    @Test
    void theStartsOfWordsAreFound() {
        assertThat(Fuzzy.score("wc", "WordCounter")).isGreaterThan(Fuzzy.score("wc", "awkward calm"));
    }
}

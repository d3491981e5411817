package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import xooai.doc.XooaiException;

class ClipsTest {

    @Test
    void whatIsCopiedIsPastedEqual() {
        Fragment fragment = Fragment.of(Samples.diamond(), Set.of("b", "c", "d"));

        Fragment read = Clips.read(Clips.write(fragment));

        assertThat(read.nodes().stream().map(node -> node.name())).containsExactly("b", "c", "d");
        assertThat(read.places()).isEqualTo(fragment.places());
        assertThat(read.nodes().getLast().needNames()).containsExactly("b", "c");
    }

    @Test
    void theTextIsAFlowFile() {
        assertThat(Clips.write(Fragment.of(Samples.diamond(), Set.of("a")))).contains("\"xooai\"", "\"nodes\"");
    }

    @Test
    void textThatIsNoJsonSaysWhere() {
        assertThatThrownBy(() -> Clips.read("{\"xooai\": 1,\n \"nodes\": }"))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void textThatIsNoFlowSaysWhatItIs() {
        assertThatThrownBy(() -> Clips.read("hello")).hasMessageContaining("`hello`");
        assertThatThrownBy(() -> Clips.read("[1, 2]")).isInstanceOf(XooaiException.class);
        assertThatThrownBy(() -> Clips.read("{\"xooai\": 1, \"name\": \"empty\"}"))
                .isInstanceOf(XooaiException.class);
    }
}

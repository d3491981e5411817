package xooai.flow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Description;
import xooai.executor.Executor;

/// Asks remote executors what they are, several at once and each once. Each has a deadline, so that none is
/// waited for long.
final class RemoteDescriptions {
    private static final int AT_ONCE = 32;

    private final Map<String, Answer> answers = new HashMap<>();

    private sealed interface Answer {
        record Known(Description description) implements Answer {}

        record Failed(XooaiException why) implements Answer {}
    }

    /// Asks those that the nodes of a flow name.
    void ask(FlowSpec spec, FlowSettings settings) {
        Map<String, Future<Answer>> asked = new LinkedHashMap<>();
        try (ExecutorService pool =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (NodeSpec node : spec.nodes()) {
                if (NodeUse.of(spec, node) instanceof NodeUse.Remote remote) {
                    String address = remote.addressOf(node.on());
                    if (!answers.containsKey(address)) {
                        asked.computeIfAbsent(address, each -> pool.submit(() -> answer(each, settings)));
                    }
                }
            }
            asked.forEach((address, answer) -> answers.put(address, result(answer)));
        }
    }

    private static Answer answer(String address, FlowSettings settings) {
        try (Executor remote = FlowNodes.at(address, settings)) {
            return new Answer.Known(remote.describe());
        } catch (XooaiException e) {
            return new Answer.Failed(e);
        }
    }

    private static Answer result(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(new XooaiException(Code.CANCELLED, "the question was interrupted", e));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Answer.Failed(new XooaiException(XooaiException.errorOf(cause), cause));
        }
    }

    /// What the executor at that address says of itself.
    ///
    /// @throws XooaiException with why it did not answer
    Description of(String address) {
        return switch (answers.get(address)) {
            case Answer.Known known -> known.description();
            case Answer.Failed failed -> throw failed.why();
            case null -> throw new XooaiException(Code.INTERNAL, address + " was not asked");
        };
    }
}

package xooai.designer.runs;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.XooaiException;
import xooai.executor.Executors;
import xooai.flow.ConfigCheck;
import xooai.flow.FlowSpec;
import xooai.flow.Problem;

/// Whether the configurations of nodes fit, by the check that starts a flow.
///
/// To check one its class makes it, which is somebody else's code: that is done beside the thread that draws, once
/// for each configuration, and what came of it is kept while a flow has it. Only classes that are loaded already are
/// asked. Confined to the FX thread.
public final class ConfigVerdicts {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Function<String, @Nullable ClassLoader> loaders;
    private final Map<String, String> environment;
    private final Map<Question, List<String>> known = new HashMap<>();
    private final Set<Question> asked = new HashSet<>();
    private @Nullable Work<Map<Question, List<String>>> work;

    /// One configuration of one class.
    ///
    /// @param open the fields whose values are not known yet
    private record Question(
            ClassLoader loader, String className, Map<String, @Nullable Object> config, Set<String> open) {
        List<String> answer() {
            try {
                return Executors.configProblems(loader, className, config, open);
            } catch (XooaiException | LinkageError e) {
                return List.of(XooaiException.errorOf(e).message());
            }
        }
    }

    /// @param loaders gives the loader of a class that is loaded; null for a class that is not to be asked
    /// @param environment what `${env:NAME}` stands for
    public ConfigVerdicts(Function<String, @Nullable ClassLoader> loaders, Map<String, String> environment) {
        this.loaders = loaders;
        this.environment = Map.copyOf(environment);
    }

    /// A look at a flow and its sub-flows begins.
    void begin() {
        asked.clear();
    }

    /// What is wrong with the configurations of a flow's nodes, as far as it is known by now.
    List<Problem> problems(FlowSpec spec) {
        return ConfigCheck.problems(spec, environment, this::wrong);
    }

    private List<String> wrong(String className, Map<String, @Nullable Object> config, Set<String> open) {
        ClassLoader loader = loaders.apply(className);
        if (loader == null) {
            return List.of();
        }
        Question question = new Question(loader, className, config, open);
        asked.add(question);
        return known.getOrDefault(question, List.of());
    }

    /// The look has ended: what nobody asks about any more is forgotten, and what is not known yet is looked into.
    ///
    /// @param told is called when more is known
    void end(Runnable told) {
        known.keySet().retainAll(asked);
        Set<Question> open = new HashSet<>(asked);
        open.removeAll(known.keySet());
        if (open.isEmpty() || work != null) {
            return; // The end of the work that goes on looks again.
        }
        work = Work.start("check configurations", LONGEST, progress -> answers(open, progress), outcome -> {
            work = null;
            Map<Question, List<String>> found =
                    outcome instanceof Outcome.Done<Map<Question, List<String>>>(Map<Question, List<String>> answers)
                            ? answers
                            : Map.of();
            // What could not be told in time is not asked again and again: the start of the flow says it.
            open.forEach(question -> known.put(question, found.getOrDefault(question, List.of())));
            told.run();
        });
    }

    private static Map<Question, List<String>> answers(Set<Question> open, Work.Progress progress) {
        Map<Question, List<String>> answers = new HashMap<>();
        for (Question question : open) {
            progress.context().check();
            answers.put(question, question.answer());
        }
        return answers;
    }
}

package dev.trackside.dist;

import dev.trackside.dist.ContractReport.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Engine × event × capability as Markdown, of nothing but results of the contract test. */
final class EngineTable {

    /** Runs the engines' contract tests and writes the table. */
    static final String COMMAND =
            "./mvnw -pl dist -am test -Dtest='*ContractTests,EngineTableTests' -Dtrackside.write=true";

    private static final String YES = "✓";
    private static final String GIVEN = "given";
    private static final String REFUSED = "refused";
    private static final String FAILED = "✗";

    /** The events of a loop in their order. */
    private static final List<String> EVENTS = List.of(
            "OnTrainBegin",
            "OnEpochBegin",
            "OnBatchBegin",
            "OnGradients",
            "OnStep",
            "OnBatchEnd",
            "OnValidationBegin",
            "OnValidationBatchBegin",
            "OnValidationBatchEnd",
            "OnValidationEnd",
            "OnEpochEnd",
            "OnTrainEnd");

    /** What is tried at an event, by the words of the tests. */
    private static final Map<String, String> AT_EVENTS = inOrder(
            "skip the batch at", "skip the batch",
            "stop the epoch at", "stop the epoch",
            "stop at", "stop",
            "exception at", "exception",
            "error at", "error",
            "after", "resume");

    private static final Pattern AT_EVENT = Pattern.compile("([a-z ]+) (On\\w+)(?: [\\d/]+)?");

    /** What an engine offers, and the group of rules about it. */
    private static final Map<String, String> CAPABILITIES = inOrder(
            "LearningRate", "SetsTheLearningRate",
            "Weights", "LendsItsWeights",
            "Tensors", "LendsItsTensors",
            "Gradients", "LendsItsGradients",
            "Predictions", "LendsItsPredictions",
            "EngineState", "Resumes");

    /** How the page calls what is not called as callbacks take it. */
    private static final Map<String, String> NAMES =
            inOrder("Tensors", "`Weights.tensors()`", "EngineState", "`Checkpoints`");

    private static final List<String> GROUPS =
            List.of("Declares", "Fires", "Obeys", "Shows", "Steps", "Fails", "KeepsCompany");

    private final List<ContractReport> engines;
    private final List<Rule> rules = Rule.all();
    private final StringBuilder page = new StringBuilder();

    EngineTable(List<ContractReport> engines) {
        this.engines = List.copyOf(engines);
    }

    String markdown() {
        checkNothingIsLeftOut();
        heading("event", "and what is tried there");
        EVENTS.forEach(
                event -> row("`@" + event + "`", String.join(", ", triedAt(event)), engine -> at(event, engine)));
        heading("capability", "and what is shown of it");
        CAPABILITIES.forEach((capability, group) -> {
            List<Rule> about = rules.stream()
                    .filter(rule -> capability.equals("Gradients")
                            ? rule.isOfGradients()
                            : isOf(group).test(rule))
                    .toList();
            row(NAMES.getOrDefault(capability, "`%s`".formatted(capability)), inWords(about), engine -> {
                String verdict = verdict(results(about, engine));
                String answer = answer(capability, engine);
                return verdict.equals(YES) && !answer.equals(GIVEN) ? answer : verdict;
            });
        });
        heading("the engine", "");
        for (String group : GROUPS) {
            List<Rule> about = rules.stream()
                    .filter(isOf(group)
                            .and(rule -> !rule.isOfGradients() && !rule.name().equals("toCallbacksThatTake")))
                    .toList();
            row(Rule.words(group), inWords(about), engine -> verdict(results(about, engine)));
        }
        row(
                "tests that passed",
                "",
                engine -> "" + engine.tests().stream().filter(Shown::passed).count());
        return page.toString().strip();
    }

    /** A group, an event or a way to try events that the table does not know would go unseen. */
    private void checkNothingIsLeftOut() {
        Set<String> groups = rules.stream().map(Rule::group).collect(Collectors.toCollection(TreeSet::new));
        groups.removeAll(GROUPS);
        groups.removeAll(CAPABILITIES.values());
        if (!groups.isEmpty()) {
            throw new AssertionError("EngineTable has no row for the groups %s of the contract".formatted(groups));
        }
        engines.stream().flatMap(engine -> engine.tests().stream()).forEach(test -> {
            Matcher at = AT_EVENT.matcher(test.what());
            if (at.matches() && !(AT_EVENTS.containsKey(at.group(1)) && EVENTS.contains(at.group(2)))) {
                throw new AssertionError("EngineTable has no place for '%s'".formatted(test.what()));
            }
        });
    }

    private Set<String> triedAt(String event) {
        Set<String> tried = new LinkedHashSet<>();
        for (Map.Entry<String, String> kind : AT_EVENTS.entrySet()) {
            if (engines.stream()
                    .anyMatch(engine -> !tests(kind.getKey(), event, engine).isEmpty())) {
                tried.add(kind.getValue());
            }
        }
        return tried;
    }

    private static List<Shown> tests(String kind, String event, ContractReport engine) {
        return engine.tests().stream()
                .filter(test -> {
                    Matcher at = AT_EVENT.matcher(test.what());
                    return at.matches()
                            && at.group(1).equals(kind)
                            && at.group(2).equals(event);
                })
                .toList();
    }

    /** Yes if all that is tried at an event anywhere is shown by this engine; else what of it is. */
    private String at(String event, ContractReport engine) {
        List<Shown> all = new ArrayList<>();
        Set<String> tried = new LinkedHashSet<>();
        AT_EVENTS.forEach((kind, name) -> {
            List<Shown> tests = tests(kind, event, engine);
            all.addAll(tests);
            if (!tests.isEmpty()) {
                tried.add(name);
            }
        });
        if (event.equals("OnGradients") && answer("Gradients", engine).equals(REFUSED)) {
            return all.isEmpty() ? REFUSED : FAILED;
        }
        if (all.isEmpty()) {
            return "–";
        }
        // That an event comes at all, and in its order, is shown for all of them at once.
        all.addAll(results(rules.stream().filter(isOf("Fires")).toList(), engine));
        boolean whole = tried.equals(triedAt(event));
        return whole || verdict(all).equals(FAILED) ? verdict(all) : String.join(", ", tried);
    }

    /** What came of a callback that takes something. */
    private static String answer(String capability, ContractReport engine) {
        List<Shown> answers = engine.tests().stream()
                .filter(test -> test.what().startsWith(capability + ": "))
                .toList();
        if (answers.size() != 1) {
            throw engine.missing("%d answers to who takes %s".formatted(answers.size(), capability));
        }
        return answers.get(0).passed() ? answers.get(0).what().substring(capability.length() + 2) : FAILED;
    }

    private static String verdict(List<Shown> results) {
        return !results.isEmpty() && results.stream().allMatch(Shown::passed) ? YES : FAILED;
    }

    private static List<Shown> results(List<Rule> about, ContractReport engine) {
        return about.stream().flatMap(rule -> engine.of(rule).stream()).toList();
    }

    private static Predicate<Rule> isOf(String group) {
        return rule -> rule.group().equals(group);
    }

    private static String inWords(List<Rule> about) {
        return about.stream().map(Rule::inWords).collect(Collectors.joining("; "));
    }

    private void heading(String what, String more) {
        page.append('\n');
        line(Stream.concat(Stream.of(what, more), engines.stream().map(ContractReport::title)));
        line(Stream.concat(Stream.of("---", "---"), engines.stream().map(engine -> ":---:")));
    }

    private void row(String what, String more, Function<ContractReport, String> cell) {
        line(Stream.concat(Stream.of(what, more), engines.stream().map(cell)));
    }

    private void line(Stream<String> cells) {
        page.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static Map<String, String> inOrder(String... keysAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}

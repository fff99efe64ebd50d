package dev.trackside.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What surefire has reported of an engine's contract test. */
record ContractReport(String title, List<Shown> tests) {

    private static final List<String> NOT_PASSED = List.of("failure", "error", "skipped");

    ContractReport {
        tests = List.copyOf(tests);
    }

    /**
     * The result of one test.
     *
     * @param group the group of rules, e.g. {@code Obeys}
     * @param rule the name of the method, e.g. {@code skipBatch}
     * @param what what a test that was made at run time calls itself, e.g. {@code skip the batch at OnBatchBegin 0/0}; else empty
     * @param passed whether it has passed
     */
    record Shown(String group, String rule, String what, boolean passed) {

        private static Shown of(Element testcase) {
            String group = testcase.getAttribute("classname").replaceFirst("^.*\\$", "");
            String[] names = testcase.getAttribute("name").split("\\(\\) ?", 2);
            return new Shown(group, names[0], names.length > 1 ? names[1] : "", passed(testcase));
        }

        private static boolean passed(Element testcase) {
            return NOT_PASSED.stream()
                    .allMatch(fault -> testcase.getElementsByTagName(fault).getLength() == 0);
        }
    }

    /** Reads the report of a suite in the folder of an engine. */
    static ContractReport read(Path engine, String suite, String title) {
        Path folder = engine.resolve("target/surefire-reports");
        String end = "." + suite + ".xml";
        try {
            List<Path> files = List.of();
            if (Files.isDirectory(folder)) {
                try (Stream<Path> reports = Files.list(folder)) {
                    files = reports.filter(file -> file.getFileName().toString().endsWith(end))
                            .toList();
                }
            }
            if (files.size() != 1) {
                throw missing(title, "%d reports of %s in %s".formatted(files.size(), suite, folder));
            }
            return new ContractReport(title, tests(files.get(0)));
        } catch (IOException | ParserConfigurationException | SAXException fault) {
            throw new IllegalStateException("the report of %s cannot be read: %s".formatted(suite, fault), fault);
        }
    }

    private static List<Shown> tests(Path file) throws IOException, ParserConfigurationException, SAXException {
        NodeList testcases = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("testcase");
        List<Shown> tests = new ArrayList<>();
        for (int i = 0; i < testcases.getLength(); i++) {
            tests.add(Shown.of((Element) testcases.item(i)));
        }
        return tests;
    }

    /** The results of a rule, several if it makes its tests at run time. */
    List<Shown> of(Rule rule) {
        List<Shown> found = tests.stream()
                .filter(test -> test.group().equals(rule.group()) && test.rule().equals(rule.name()))
                .toList();
        if (found.isEmpty() && !rule.makesTests()) {
            throw missing("no result of %s.%s".formatted(rule.group(), rule.name()));
        }
        return found;
    }

    /** Tells that the engine's tests have not run as they are now. */
    AssertionError missing(String what) {
        return missing(title, what);
    }

    private static AssertionError missing(String title, String what) {
        return new AssertionError(
                "The table of engines is made of the results of their contract tests, and of %s there are %s. Run the engines' tests first: %s"
                        .formatted(title, what, EngineTable.COMMAND));
    }
}

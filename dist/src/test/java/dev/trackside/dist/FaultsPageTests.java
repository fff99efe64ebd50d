package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of faults names for each of them a test that there is. */
class FaultsPageTests {

    private static final Path HOUSE = Path.of(System.getProperty("trackside.house"));
    private static final Pattern NAMED = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

    @Test
    void eachFaultNamesTestsThatAreThere() throws IOException {
        Map<String, String> sources = RulesPageTests.sources();
        List<String> missing = new ArrayList<>();
        List<String> faults = Files.readAllLines(HOUSE.resolve("docs/faults.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
                .toList();
        for (String fault : faults) {
            Matcher named = NAMED.matcher(fault);
            int tests = 0;
            while (named.find()) {
                tests++;
                String source = sources.getOrDefault(named.group(1), "");
                if (!source.contains("void " + named.group(2) + "(")
                        && !source.contains("class " + named.group(2) + " ")) {
                    missing.add(named.group());
                }
            }
            assertThat(tests).as(fault).isPositive();
        }

        assertThat(missing).isEmpty();
        assertThat(faults).hasSizeGreaterThan(40);
    }
}

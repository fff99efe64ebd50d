package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A new module is easily left out of one of the lists of modules. */
class PublishedModulesTests {

    private static final String MANAGED =
            "/project/dependencyManagement/dependencies/dependency[groupId='dev.trackside']/artifactId";

    private final Path house =
            Path.of(System.getProperty("trackside.house", "..")).normalize();

    @Test
    void theBomListsEachOfThem() throws Exception {
        assertThat(values("bom/pom.xml", MANAGED)).isNotEmpty().containsExactlyInAnyOrderElementsOf(published());
    }

    @Test
    void theParentListsTheSame() throws Exception {
        assertThat(values("pom.xml", MANAGED)).isNotEmpty().containsExactlyInAnyOrderElementsOf(published());
    }

    private List<String> published() throws Exception {
        List<String> artifacts = new ArrayList<>();
        for (Room room : Room.all()) {
            String pom = room.folder() + "/pom.xml";
            if (!values(pom, "/project/properties/maven.deploy.skip").contains("true")) {
                artifacts.addAll(values(pom, "/project/artifactId"));
            }
        }
        return artifacts;
    }

    private List<String> values(String file, String path) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(house.resolve(file).toFile());
        return values(document, XPathFactory.newDefaultInstance().newXPath(), path);
    }

    private static List<String> values(Document document, XPath xpath, String path) throws XPathExpressionException {
        NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            values.add(nodes.item(i).getTextContent().strip());
        }
        return values;
    }
}

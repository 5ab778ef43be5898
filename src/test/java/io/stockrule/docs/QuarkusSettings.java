package io.stockrule.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/// The settings of Quarkus and its extensions on the class path that can be changed after the build, as each extension
/// describes its own.
public final class QuarkusSettings {
    private static final String DESCRIPTION = "META-INF/quarkus-config-doc/quarkus-config-model.json";

    private QuarkusSettings() {}

    public static Set<String> environmentVariables() throws IOException {
        var names = new TreeSet<String>();
        var descriptions = QuarkusSettings.class.getClassLoader().getResources(DESCRIPTION);
        while (descriptions.hasMoreElements()) {
            try (var in = descriptions.nextElement().openStream()) {
                collect(new ObjectMapper().readTree(in), names);
            }
        }
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.path("phase").asText().equals("RUN_TIME")) {
            names.add(node.at("/path/environmentVariable").asText());
        }
        node.forEach(child -> collect(child, names));
    }
}

package io.stockrule.rules.file;

import io.stockrule.rules.InvalidRuleFiles;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.drools.compiler.kproject.models.KieBaseModelImpl;
import org.drools.model.Model;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.jboss.logging.Logger;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/// Compiles rule texts to Drools' executable models, which every rule base shares.
final class RuleCompiler {
    private static final Logger LOG = Logger.getLogger(RuleCompiler.class);
    private static final AtomicLong VERSION = new AtomicLong();

    private RuleCompiler() {}

    static Collection<Model> compile(List<RuleText> texts) {
        var services = KieServices.get();
        var release = services.newReleaseId("io.stockrule", "rules", Long.toString(VERSION.incrementAndGet()));
        try {
            // Generated classes call ours, so our class loader is their parent; the default is another one in Quarkus.
            var builder =
                    services.newKieBuilder(fileSystem(services, release, texts), RuleCompiler.class.getClassLoader());
            builder.buildAll(ExecutableModelProject.class);
            refuseErrors(builder, texts);
            return models((CanonicalKieModule) builder.getKieModule());
        } finally {
            services.getRepository().removeKieModule(release);
        }
    }

    private static KieFileSystem fileSystem(KieServices services, ReleaseId release, List<RuleText> texts) {
        var files = services.newKieFileSystem().generateAndWritePomXML(release);
        int number = 0;
        for (var text : texts) {
            files.write("src/main/resources/" + path(number++), text.drl());
        }
        return files;
    }

    /// Files go by number inside Drools, whatever their real names.
    private static String path(int number) {
        return "rules/%04d.drl".formatted(number);
    }

    private static Collection<Model> models(CanonicalKieModule module) {
        return module.getKieModuleModel().getKieBaseModels().values().stream()
                .flatMap(base -> module.getModelForKBase((KieBaseModelImpl) base).stream())
                .toList();
    }

    private static void refuseErrors(KieBuilder builder, List<RuleText> texts) {
        var problems = builder.getResults().getMessages(Message.Level.ERROR).stream()
                .map(error -> describe(error, texts))
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidRuleFiles(problems);
        }
    }

    /// What the lint has let through and Drools refuses. Its own words are of generated Java: they are for the log.
    private static String describe(Message error, List<RuleText> texts) {
        LOG.debugf("Drools refuses a rule file: %s", error);
        for (int i = 0; i < texts.size(); i++) {
            if (error.getPath() != null && error.getPath().endsWith(path(i))) {
                var text = texts.get(i);
                return text.place(error.getLine()) + ": this cannot be made a rule"
                        + line(text.drl(), error.getLine()).map(": "::concat).orElse("");
            }
        }
        return "the rule files cannot be made rules: " + texts.getFirst().place(0);
    }

    private static Optional<String> line(String drl, int number) {
        return drl.lines()
                .skip(Math.max(0, number - 1L))
                .findFirst()
                .map(String::strip)
                .filter(it -> number > 0);
    }
}

package io.stockrule.profile.gallery;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.language.editing.SettingChange;
import io.stockrule.profile.CurveView;
import io.stockrule.profile.Profiles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Profiles to begin with, in the order of their titles.
@Path("/api/v1/profile-examples")
@RolesAllowed(Role.MERCHANT)
class ExampleProfileResource {
    /// A merchant that has so many profiles of one example finds another name.
    private static final int MOST_NUMBERED = 50;

    private final ExampleProfiles examples;
    private final Profiles profiles;
    private final CurrentMerchant merchant;

    ExampleProfileResource(ExampleProfiles examples, Profiles profiles, CurrentMerchant merchant) {
        this.examples = examples;
        this.profiles = profiles;
        this.merchant = merchant;
    }

    /// @param name that none of the merchant's profiles has; the text names itself so
    /// @param sentence what it is for
    /// @param text a whole profile, with names of warehouses that the merchant may not have
    record Offered(String title, String name, String sentence, String text, CurveView curve) {}

    record Examples(List<Offered> items) {}

    @GET
    public Examples examples() {
        var all = examples.all();
        var taken = profiles.taken(
                merchant.id(), all.stream().flatMap(each -> names(each.title())).toList());
        return new Examples(all.stream().map(each -> offered(each, taken)).toList());
    }

    private static Offered offered(ExampleProfiles.ExampleProfile example, Set<String> taken) {
        var title = example.title();
        var name =
                names(title).filter(each -> !taken.contains(each)).findFirst().orElse(title);
        return new Offered(
                title, name, example.sentence(), SettingChange.renamed(example.text(), name), example.curve());
    }

    /// The title, then the title with a number.
    private static Stream<String> names(String title) {
        return Stream.concat(
                Stream.of(title), IntStream.rangeClosed(2, MOST_NUMBERED).mapToObj(each -> title + " " + each));
    }
}

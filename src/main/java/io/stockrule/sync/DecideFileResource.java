package io.stockrule.sync;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.DeclaredEncoding;
import io.stockrule.access.LargeBody;
import io.stockrule.access.Merchants;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.language.Profile;
import io.stockrule.profile.ProfileTrials;
import io.stockrule.rules.Rules;
import io.stockrule.stockfile.DecideRun;
import io.stockrule.stockfile.StockFile;
import io.stockrule.table.Table;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// Tries a profile on a stock file, our own or an export of Shopify's. Nothing is stored or sent.
///
/// The answer is a table, `text/csv`, with a row for each variant that is decided and for each row that is refused.
@Path("/api/v1/decide")
@RolesAllowed(Role.MERCHANT)
class DecideFileResource {
    /// As it is sent; an inventory of 100,000 rows, or, packed with gzip, of a million.
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private static final long MOST_UNPACKED = 256L * 1024 * 1024;
    private static final String CSV = "text/csv; charset=UTF-8";

    private final CurrentMerchant merchant;
    private final Merchants merchants;
    private final ProfileTrials trials;
    private final Rules rules;
    private final InstantSource time;

    DecideFileResource(
            CurrentMerchant merchant, Merchants merchants, ProfileTrials trials, Rules rules, InstantSource time) {
        this.merchant = merchant;
        this.merchants = merchants;
        this.trials = trials;
        this.rules = rules;
        this.time = time;
    }

    @Produces
    @Singleton
    static LargeBody file() {
        return new LargeBody(Pattern.compile("/api/v1/decide"), MOST_BYTES);
    }

    /// @param profile name of a Global Profile in force
    /// @param marketplace of rows that give none, such as DE
    /// @param at date and time in the merchant's zone, such as 2026-12-24T10:00; now, when not given
    @POST
    @Consumes({"text/csv", "text/tab-separated-values"})
    @jakarta.ws.rs.Produces(CSV)
    public StreamingOutput decide(
            @RestQuery @Nullable String profile,
            @RestQuery @DefaultValue("") @Size(max = 2) String marketplace,
            @RestQuery @Nullable String at,
            @Context HttpHeaders headers,
            @NotNull byte[] body)
            throws IOException {
        var chosen = DecideResource.usable(trials.read(merchant.id(), profile, null));
        return answer(chosen, options(marketplace, at), body, declared(headers));
    }

    /// @param text a profile to be tried, as a file; or else `profile`, the name of one in force
    /// @param stock the stock file
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @jakarta.ws.rs.Produces(CSV)
    public StreamingOutput decideForm(
            @RestForm @Nullable String profile,
            @RestForm @Nullable FileUpload text,
            @RestForm @Nullable FileUpload stock,
            @RestForm @DefaultValue("") @Size(max = 2) String marketplace,
            @RestForm @Nullable String at)
            throws IOException {
        if (stock == null) {
            throw new Problem(400, "invalid-input", "give the stock file as the part \"stock\", with a file name");
        }
        var chosen = DecideResource.usable(trials.read(
                merchant.id(),
                profile,
                text == null ? null : Files.readString(text.uploadedFile(), StandardCharsets.UTF_8)));
        return answer(chosen, options(marketplace, at), Files.readAllBytes(stock.uploadedFile()), Optional.empty());
    }

    private StreamingOutput answer(Profile profile, DecideRun.Options options, byte[] file, Optional<Charset> encoding)
            throws IOException {
        var again = new StockFile(() -> new ByteArrayInputStream(file), encoding, MOST_UNPACKED);
        var stock = open(again);
        var mistakes = DecideRun.mistakesOfHeader(profile, stock, options);
        if (!mistakes.isEmpty()) {
            throw new Problem(
                    422,
                    "unreadable-file",
                    "the file is no stock file: " + mistakes.getFirst().message(),
                    Map.of("mistakes", mistakes));
        }
        return out -> DecideCsv.write(profile, rules, options, stock, again, out);
    }

    private static Table open(StockFile file) {
        try {
            return Table.open(file.source().open(), file.encoding(), file.mostBytes());
        } catch (IOException e) {
            throw new Problem(422, "unreadable-file", "the file cannot be read: " + e.getMessage());
        }
    }

    private static Optional<Charset> declared(HttpHeaders headers) {
        return DeclaredEncoding.of(headers.getMediaType());
    }

    private DecideRun.Options options(String marketplace, @Nullable String at) {
        return new DecideRun.Options(Map.of(), marketplace, at == null ? now() : time(at), true);
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(
                time.instant(), merchants.timeZone(merchant.id()).orElse(ZoneOffset.UTC));
    }

    private static LocalDateTime time(String at) {
        try {
            return LocalDateTime.parse(at);
        } catch (DateTimeParseException _) {
            throw new Problem(400, "invalid-input", "at must be a date with a time, such as 2026-12-24T10:00");
        }
    }
}

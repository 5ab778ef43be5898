package io.stockrule.listing.catalogue;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.Optional;
import java.util.regex.Pattern;

/// What an Amazon SKU such as `MUG-2PK`, `MUG_x3` or `MUG-SET4` seems to say of the size of its pack. It is a guess,
/// because `BMW-X3` is no pack of three: nothing is linked by it without a person's word.
///
/// @param base the SKU before it
/// @param pieces in one pack, 2 to 999
public record PackGuess(String base, int pieces) {
    /// Only the plainest: a separator, a number, a word for packs, in either order.
    private static final Pattern PLAIN = Pattern.compile(
            "(?<base>.+)[-_ ./](?:(?<before>[0-9]{1,3})(?:PK|PACK|PCS|SET|X)|(?:PK|PACK|SET|X)(?<after>[0-9]{1,3}))",
            CASE_INSENSITIVE);

    public static Optional<PackGuess> of(String amazonSku) {
        var parts = PLAIN.matcher(amazonSku);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var digits = parts.group("before") == null ? parts.group("after") : parts.group("before");
        int pieces = Integer.parseInt(digits);
        return pieces < 2 || digits.startsWith("0")
                ? Optional.empty()
                : Optional.of(new PackGuess(parts.group("base"), pieces));
    }
}

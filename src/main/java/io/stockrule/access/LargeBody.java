package io.stockrule.access;

import java.util.regex.Pattern;

/// Where bodies may be larger than anywhere else: addresses that take files. A feature produces one for each such
/// address of its own.
///
/// @param path matches the whole path
/// @param mostBytes as they are sent, packed or not
public record LargeBody(Pattern path, long mostBytes) {
    public boolean concerns(String address) {
        return path.matcher(address).matches();
    }
}

/// What the service noticed and did by itself, in sentences for the merchant: stock that no webhook had told
/// of, shops that were left alone and are asked again. Whoever does it notes it ([Activities]); nothing that
/// decides reads from here.
@NullMarked
package io.stockrule.activity;

import org.jspecify.annotations.NullMarked;

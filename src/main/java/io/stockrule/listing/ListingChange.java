package io.stockrule.listing;

import com.fasterxml.jackson.annotation.JsonSetter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a merchant changes of a listing; what is not given stays as it is. `"sellerSku": null` unlinks, which is
/// not the same as not giving it.
final class ListingChange {
    private boolean linkGiven;

    @Nullable
    private String sellerSku;

    @Nullable
    private Integer packSize;

    @JsonSetter
    void setSellerSku(@Nullable String sellerSku) {
        this.linkGiven = true;
        this.sellerSku = sellerSku;
    }

    @JsonSetter
    void setPackSize(Integer packSize) {
        this.packSize = packSize;
    }

    /// What is wrong with it, in a sentence.
    Optional<String> mistake() {
        return SellerSku.mistake(sellerSku).or(() -> PackSize.mistake(packSize));
    }

    boolean isEmpty() {
        return !linkGiven && packSize == null;
    }

    @Nullable
    String sellerSkuAfter(LinkView before) {
        return linkGiven ? sellerSku : before.sellerSku();
    }

    int packSizeAfter(LinkView before) {
        return packSize == null ? before.packSize() : packSize;
    }
}

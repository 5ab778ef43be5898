package io.stockrule.profile;

import io.stockrule.profile.json.ProfileSchema;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/// The JSON schema (2020-12) of a profile as JSON, which the description of the API refers to. Open to everybody, since
/// tools fetch it without a key.
@Path(SchemaResource.ADDRESS)
class SchemaResource {
    static final String ADDRESS = "/api/v1/profile.schema.json";

    @GET
    @Produces("application/schema+json")
    @PermitAll
    public String get() {
        return ProfileSchema.TEXT;
    }
}

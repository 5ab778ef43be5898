package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.Counters;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import java.util.List;
import java.util.Map;

/// The token call, `POST /amazon/auth/o2/token`: a form as documented, or JSON as Amazon's own SDK sends it. For what a
/// seller has granted, or grantless.
/// https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api
final class LoginWithAmazon {
    private static final String NOTIFICATIONS = "sellingpartnerapi::notifications";

    private final SellerAccounts accounts;
    private final Faults faults;
    private final Counters counters;

    LoginWithAmazon(SellerAccounts accounts, Faults faults, Counters counters) {
        this.accounts = accounts;
        this.faults = faults;
        this.counters = counters;
    }

    HttpAnswer token(Call call) {
        var fields = call.form();
        var client = fields.getOrDefault("client_id", "");
        var owners = accounts.ofClient(client);
        var answer = faults.hitting(
                        "token", owners.isEmpty() ? "" : owners.getFirst().seller(), "", _ -> true)
                .map(LoginWithAmazon::spoiled)
                .orElseGet(() -> token(fields, owners));
        counters.count("amazon", "token", answer.told());
        return answer;
    }

    private HttpAnswer token(Map<String, String> fields, List<SellerAccount> owners) {
        boolean grantless = "client_credentials".equals(fields.get("grant_type"));
        if (!grantless && !"refresh_token".equals(fields.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "The authorization grant type is not supported");
        }
        var secret = fields.getOrDefault("client_secret", "");
        if (owners.stream().noneMatch(account -> account.hasSecret(secret))) {
            return error(401, "invalid_client", "Client authentication failed");
        }
        if (grantless) {
            return NOTIFICATIONS.equals(fields.get("scope"))
                    ? HttpAnswer.json(200, granted(accounts.newApplicationToken(owners.getFirst()), owners.getFirst()))
                    : error(400, "invalid_scope", "The requested scope is invalid");
        }
        var refresh = fields.getOrDefault("refresh_token", "");
        return owners.stream()
                .filter(account -> account.refreshToken().equals(refresh))
                .findFirst()
                .map(account ->
                        granted(accounts.newToken(account), account).put("refresh_token", account.refreshToken()))
                .map(body -> HttpAnswer.json(200, body))
                .orElse(error(400, "invalid_grant", "The request has an invalid grant parameter : refresh_token"));
    }

    private static ObjectNode granted(String token, SellerAccount account) {
        return SimulatorJson.object()
                .put("access_token", token)
                .put("token_type", "bearer")
                .put("expires_in", account.tokenSeconds());
    }

    private static HttpAnswer spoiled(Fault fault) {
        return switch (fault.kind()) {
            case HANG -> new HttpAnswer.Silence();
            case CLOSE -> new HttpAnswer.Cut();
            case THROTTLED -> error(429, "slow_down", "Too many requests");
            case OVERLOADED -> error(503, "temporarily_unavailable", "The service is overloaded");
            default -> error(500, "server_error", "The authorization server encountered an unexpected error");
        };
    }

    private static HttpAnswer error(int status, String error, String description) {
        return HttpAnswer.json(
                status, SimulatorJson.object().put("error", error).put("error_description", description));
    }
}

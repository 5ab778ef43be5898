package io.stockrule.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.Sent;
import io.stockrule.listing.TargetKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The memory of every number ever sent: why, when, and what became of it. Rows are never deleted.
final class SentNumbers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SentNumbers() {}

    /// The numbers in flight leave. A number that leaves again (it was lost, say) keeps its row. Why it was decided is
    /// told by its delivery, which is stored and locked.
    static void departed(Handle handle, Collection<Delivery> departed) {
        if (departed.isEmpty()) {
            return;
        }
        try (var batch = handle.prepareBatch("""
                insert into sent_number (merchant_id, amazon_account_id, seller_sku, number,
                    quantity, handling_days, asked, because, reasons, decided_at, sent_at)
                select merchant_id, amazon_account_id, seller_sku, :number, :quantity, :handlingDays, :asked, because,
                    case when because is null then reasons end,
                    :decidedAt::timestamptz, :sentAt::timestamptz
                from delivery
                where (merchant_id, amazon_account_id, seller_sku) = (:merchant, :account, :sku)
                on conflict (merchant_id, amazon_account_id, seller_sku, number)
                do update set sent_at = excluded.sent_at, times_sent = sent_number.times_sent + 1, state = 'sending',
                    asked = excluded.asked,
                    because = excluded.because, reasons = excluded.reasons
                """)) {
            for (var delivery : departed) {
                var flight = delivery.flight().orElseThrow();
                keyed(batch, delivery.target(), flight.number())
                        .bind("quantity", flight.quantity())
                        .bind("handlingDays", flight.handlingDays())
                        .bind("asked", flight.asked())
                        .bind("decidedAt", delivery.want().decidedAt())
                        .bind("sentAt", flight.startedAt())
                        .add();
            }
            if (!Arrays.stream(batch.execute()).allMatch(rows -> rows == 1)) {
                throw new IllegalStateException("a number cannot leave: its delivery has no row");
            }
        }
    }

    static void landed(Handle handle, Collection<Landings.Outcome> landings, Instant now) {
        if (landings.isEmpty()) {
            return;
        }
        try (var batch = handle.prepareBatch("""
                update sent_number set state = :state, problem = :problem, issues = :issues::jsonb,
                    accepted_at = coalesce(accepted_at, :acceptedAt),
                    submission_id = coalesce(:submission, submission_id), request_id = coalesce(:request, request_id)
                where merchant_id = :merchant and amazon_account_id = :account and seller_sku = :sku and number = :number
                """)) {
            for (var landing : landings) {
                boolean accepted = landing.result() instanceof SendResult.Accepted;
                bind(keyed(batch, landing.target(), landing.request().number()), landing.result())
                        .bind("acceptedAt", accepted ? Optional.of(now) : Optional.<Instant>empty())
                        .add();
            }
            batch.execute();
        }
    }

    /// The last sent numbers are accepted, effective, lost or unconfirmed now.
    static void settled(Handle handle, Collection<Delivery> deliveries) {
        var known = deliveries.stream()
                .filter(delivery -> delivery.sent().isPresent())
                .toList();
        if (known.isEmpty()) {
            return;
        }
        try (var batch = handle.prepareBatch("""
                update sent_number set state = :state, problem = :problem,
                    accepted_at = coalesce(accepted_at, :acceptedAt), effective_at = coalesce(:effectiveAt, effective_at)
                where merchant_id = :merchant and amazon_account_id = :account and seller_sku = :sku and number = :number
                """)) {
            for (var delivery : known) {
                var sent = delivery.sent().orElseThrow();
                keyed(batch, delivery.target(), sent.number())
                        .bind("state", sent.state().inDatabase())
                        .bind("problem", sent.problem())
                        .bind("acceptedAt", sent.acceptedAt())
                        .bind("effectiveAt", sent.effectiveAt())
                        .add();
            }
            batch.execute();
        }
    }

    private static PreparedBatch keyed(PreparedBatch batch, TargetKey target, long number) {
        return batch.bind("merchant", target.account().merchantId())
                .bind("account", target.account().amazonAccountId())
                .bind("sku", target.sellerSku())
                .bind("number", number);
    }

    private static PreparedBatch bind(PreparedBatch batch, SendResult result) {
        return switch (result) {
            case SendResult.Accepted accepted ->
                bind(
                        batch,
                        "accepted",
                        Optional.empty(),
                        Optional.of(accepted.submissionId()),
                        accepted.requestId(),
                        accepted.issues());
            case SendResult.Refused refused ->
                bind(
                        batch,
                        "refused",
                        Optional.of(refused.reason()),
                        Optional.empty(),
                        refused.requestId(),
                        refused.issues());
            case SendResult.PutOff later -> bindPutOff(batch, later.reason(), later.requestId(), later.issues());
            case SendResult.Denied denied -> bindPutOff(batch, denied.reason(), denied.requestId(), denied.issues());
            case SendResult.Lost lost -> bind(batch, "lost", lost.reason());
            case SendResult.Throttled _ -> bind(batch, "not_sent", "Amazon's rate limit was reached");
            case SendResult.Late _ -> bind(batch, "not_sent", "it was held up until its turn was over");
            case SendResult.NotSent notSent -> bind(batch, "not_sent", notSent.reason());
            case SendResult.AccountRefused refused -> bind(batch, "not_sent", refused.reason());
        };
    }

    private static PreparedBatch bindPutOff(
            PreparedBatch batch, String reason, Optional<String> request, List<SendResult.Issue> issues) {
        return bind(batch, Sent.State.PUT_OFF.inDatabase(), Optional.of(reason), Optional.empty(), request, issues);
    }

    private static PreparedBatch bind(PreparedBatch batch, String state, String problem) {
        return bind(batch, state, Optional.of(problem), Optional.empty(), Optional.empty(), List.of());
    }

    private static PreparedBatch bind(
            PreparedBatch batch,
            String state,
            Optional<String> problem,
            Optional<String> submission,
            Optional<String> request,
            List<SendResult.Issue> issues) {
        return batch.bind("state", state)
                .bind("problem", problem)
                .bind("submission", submission)
                .bind("request", request)
                .bind("issues", issues.isEmpty() ? Optional.<String>empty() : Optional.of(json(issues)));
    }

    private static String json(List<SendResult.Issue> issues) {
        try {
            return JSON.writeValueAsString(issues);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("issues could not be written as JSON", e);
        }
    }
}

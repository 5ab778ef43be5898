package io.stockrule.simulator.amazon;

import io.stockrule.simulator.Counters;
import io.stockrule.simulator.Events;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.Web;
import io.stockrule.simulator.queue.LocalQueues;
import io.stockrule.simulator.queue.NotificationBoard;
import java.nio.file.Path;
import java.time.InstantSource;

/// The parts of the simulated Amazon, joined.
public final class SimulatedAmazon {
    private static final String ITEMS = "/amazon/listings/2021-08-01/items/:seller";

    private static final String REPORTS = "/amazon/reports/2021-06-30";

    private static final String ORDERS = "/amazon/orders/2026-01-01/orders";

    private final SellerAccounts accounts;
    private final LoginWithAmazon login;
    private final AmazonGate gate;
    private final ListingsItemsApi items;
    private final PatchApi patches;
    private final SimulatedFeeds feeds;
    private final FeedQueue feedQueue;
    private final AmazonControl control;
    private final Effects effects;
    private final PresignedDocuments documents;
    private final ReportsApi reports;
    private final SellersApi sellers;
    private final OrdersApi orders;
    private final NotificationsApi notifications;
    private final LocalQueues queues;

    /// @param documentFolder where the contents of documents are
    public SimulatedAmazon(
            Store store, Path documentFolder, InstantSource clock, Faults faults, Events events, Counters counters) {
        documents = new PresignedDocuments(store, documentFolder, clock, faults, counters);
        accounts = new SellerAccounts(store, clock);
        login = new LoginWithAmazon(accounts, faults, counters);
        gate = new AmazonGate(store, accounts, faults, counters);
        queues = new LocalQueues(store, clock, faults);
        notifications = new NotificationsApi(gate, new NotificationBoard(store, clock, faults, queues));
        var listings = new AmazonListings(store, clock, notifications);
        var submissions = new Submissions(store, clock);
        items = new ListingsItemsApi(gate, listings);
        patches = new PatchApi(store, clock, gate, listings, submissions, faults);
        feedQueue = new FeedQueue(store, clock, accounts, listings, submissions, documents, notifications, faults);
        feeds = new SimulatedFeeds(gate, documents, feedQueue);
        var book = new OrderBook(store, clock, listings);
        orders = new OrdersApi(gate, clock, book);
        control = new AmazonControl(store, accounts, listings, book, submissions, gate, documents, events);
        reports = new ReportsApi(gate, clock, new Reports(store, clock, listings, documents), documents, faults);
        sellers = new SellersApi(gate);
        effects = new Effects(store, clock, listings, submissions, events);
    }

    public void routes(Web web) {
        web.on("POST", "/amazon/auth/o2/token", login::token);
        web.on("GET", ITEMS, items::search);
        web.on("GET", ITEMS + "/:sku", items::get);
        web.on("PATCH", ITEMS + "/:sku", patches::patch);
        web.on("POST", REPORTS + "/reports", reports::create);
        web.on("GET", REPORTS + "/reports/:report", reports::get);
        web.on("GET", REPORTS + "/documents/:document", reports::document);
        web.on("GET", "/amazon/sellers/v1/marketplaceParticipations", sellers::participations);
        web.on("GET", ORDERS, orders::search);
        web.on("GET", ORDERS + "/:order", orders::get);
        documents.routes(web);
        notifications.routes(web);
        queues.routes(web);
        feeds.routes(web);
        web.on("POST", "/control/amazon/settle", _ -> {
            settle();
            return HttpAnswer.nothing();
        });
        control.routes(web);
    }

    public void tick() {
        feedQueue.work();
        effects.settleDue();
    }

    /// Until nothing is due any more.
    private void settle() {
        boolean more = true;
        while (more) {
            more = feedQueue.work() | effects.settleDue();
        }
    }

    public void reload() {
        gate.refillBuckets();
        accounts.reload();
    }
}

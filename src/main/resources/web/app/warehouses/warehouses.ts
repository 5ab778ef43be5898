// Warehouses: Shopify's locations by store, and what each counts for. Profiles call them by name.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf, type Place } from '../frame/router';
import { plural } from '../frame/words';
import { type Store, stores } from '../connections/connection';
import type { Page } from '../listings/listing';
import './product';

interface Warehouse {
    id: number;
    shop: number;
    locationId: number;
    /** As profiles call it. */
    name: string;
    /** As Shopify calls it now, where that is known. */
    locationName?: string;
    active: boolean;
}

const MOST = 500;

class StockruleWarehouses extends LitElement {
    static override properties = { place: { attribute: false } };
    declare place: Place;
    api!: Api;
    private stores: Store[] | null = null;
    private warehouses: Warehouse[] = [];
    private problem = '';

    constructor() {
        super();
        readAgain(this, () => this.read());
    }

    override connectedCallback(): void {
        super.connectedCallback();
        void this.read();
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override render() {
        return html`
            <main class="room warehouses">
                <header class="heading"><h2>Warehouses</h2></header>
                <p class="hint">Every location of your stores. Profiles name them, such as
                    <code>use warehouses "Berlin"</code>.</p>
                ${this.problem === '' ? nothing : html`
                    <p class="problem" role="alert">
                        ${this.problem} <button type="button" class="quiet" @click=${() => this.read()}>Try again</button>
                    </p>`}
                ${this.stores === null ? html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>`
                    : this.stores.length === 0 ? html`
                        <div class="empty">
                            <p>Warehouses come from Shopify, and there is no store yet.</p>
                            <a class="button primary" href=${addressOf('connections', ['new-store'])}>Add a Shopify store</a>
                        </div>` : this.stores.map((store) => this.of(store))}
            </main>`;
    }

    private of(store: Store): TemplateResult {
        const its = this.warehouses.filter(({ shop }) => shop === store.id);
        const counting = its.filter(({ active }) => active).length;
        return html`
            <section aria-label=${store.domain}>
                <h3>${store.domain}</h3>
                ${its.length === 0 ? html`
                    <p>No warehouse is known of this store yet.
                        <a href=${addressOf('connections', ['store', String(store.id)])}>Read the store</a> to find them.</p>`
                    : html`
                    <p class="hint">${plural(counting, 'warehouse counts', 'warehouses count')}, of ${its.length}.</p>
                    <ul class="names">${its.map(row)}</ul>
                    <product-stock .api=${this.api} .store=${store.id} .place=${this.place}></product-stock>`}
            </section>`;
    }

    private async read(): Promise<void> {
        this.problem = '';
        try {
            const [found, warehouses] = await Promise.all([stores(this.api), all(this.api)]);
            this.stores = found.items;
            this.warehouses = warehouses;
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }
}

/** A shop has a thousand of them at most. */
async function all(api: Api): Promise<Warehouse[]> {
    const found: Warehouse[] = [];
    for (let after: string | undefined = '0'; after !== undefined;) {
        const page: Page<Warehouse> = await api.get(`/api/v1/warehouses?limit=${MOST}&after=${after}`);
        found.push(...page.items);
        after = page.next ?? undefined;
    }
    return found;
}

function row(one: Warehouse): TemplateResult {
    const renamed = one.locationName !== undefined && one.locationName !== one.name;
    return html`
        <li>
            <span><strong>${one.name}</strong>
                ${renamed ? html`<span class="hint">Shopify calls it ${one.locationName} now. Profiles go on saying
                    “${one.name}”, so that none of them changes by itself.</span>` : nothing}</span>
            <span class="chip ${one.active ? 'linked' : ''}">${one.active ? 'Counts' : 'Does not count'}</span>
            ${one.active ? nothing : html`
                <span class="hint why">Its stock is left out: it is switched off in Shopify, fulfils no online orders, or
                    belongs to a fulfilment service.</span>`}
        </li>`;
}

customElements.define('stockrule-warehouses', StockruleWarehouses);

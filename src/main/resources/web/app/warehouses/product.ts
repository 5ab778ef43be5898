// What lies where of one product: a search among those of a store, and the stock of the one that is chosen.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf, type Place, stay } from '../frame/router';
import { number, plural, time } from '../frame/words';
import { type Variant, variants } from '../lists/selling';

/** Between the last key typed and the search. */
const PAUSE = 200;
const SHOWN = 20;

/** What is not known is not there. */
interface Level {
    locationId: number;
    warehouse?: string;
    counts: boolean;
    available?: number;
    updatedAt?: string;
    onHand?: number;
    committed?: number;
    incoming?: number;
}

class ProductStock extends LitElement {
    static override properties = { store: { attribute: false }, place: { attribute: false } };
    declare store: number;
    /** Asks for `q`, what is sought in the `shop`, and the `variant` whose stock is shown. */
    declare place: Place;
    api!: Api;
    private sought = '';
    private found: Variant[] | null = null;
    private more = false;
    private variant: string | null = null;
    private levels: Level[] | null = null;
    private problem = '';
    private pausing: ReturnType<typeof setTimeout> | undefined;
    private searching = new AbortController();

    constructor() {
        super();
        readAgain(this, () => Promise.all([this.search(), this.look()]));
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        clearTimeout(this.pausing);
        this.searching.abort();
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (!changed.has('place')) {
            return;
        }
        const { asked } = this.place;
        const isHere = asked.get('shop') === String(this.store);
        const [sought, variant] = isHere ? [asked.get('q') ?? '', asked.get('variant')] : ['', null];
        if (sought !== this.sought) {
            this.sought = sought;
            void this.search();
        }
        if (variant !== this.variant) {
            this.variant = variant;
            this.levels = null;
            void this.look();
        }
    }

    protected override render() {
        return html`
            <label class="setting"><span>What lies where of a product</span>
                <input type="search" placeholder="Title or SKU" .value=${this.sought}
                    @input=${(event: Event) => this.typed((event.target as HTMLInputElement).value)}></label>
            ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
            ${this.found === null ? nothing : this.results(this.found)}`;
    }

    private results(found: Variant[]): TemplateResult {
        return html`
            <p class="hint" role="status">${found.length === 0 ? 'No product of this store has that in its title or SKU.'
                : this.more ? `The first ${number(found.length)} of more. Search more exactly to see another.`
                    : plural(found.length, 'product', 'products')}</p>
            <ul class="names">
                ${found.map((one) => {
                    const isChosen = String(one.variantId) === this.variant;
                    return html`
                        <li>
                            <a href=${this.address(isChosen ? null : String(one.variantId))}
                                aria-expanded=${isChosen ? 'true' : 'false'}>${one.title || one.sku}</a>
                            <span class="sku">${one.sku}</span>
                            ${isChosen ? this.stock() : nothing}
                        </li>`;
                })}
            </ul>`;
    }

    private stock(): TemplateResult {
        const { levels } = this;
        if (levels === null) {
            return html`<p class="stock" role="status">${this.problem === '' ? 'Looking …' : ''}</p>`;
        }
        return levels.length === 0 ? html`<p class="stock">Shopify has told of no stock of it.</p>` : html`
            <div class="scrolling stock" tabindex="0" role="region" aria-label="Its stock">
                <table>
                    <thead><tr>
                        <th scope="col">Warehouse</th><th scope="col">Available</th><th scope="col">On hand</th>
                        <th scope="col">Committed</th><th scope="col">Incoming</th><th scope="col">As of</th>
                    </tr></thead>
                    <tbody>${levels.map(row)}</tbody>
                </table>
            </div>`;
    }

    private address(variant: string | null): string {
        const asked = new URLSearchParams({ shop: String(this.store), q: this.sought });
        if (variant !== null) {
            asked.set('variant', variant);
        }
        return addressOf('warehouses', [], asked);
    }

    private typed(text: string): void {
        this.sought = text;
        this.searching.abort();
        clearTimeout(this.pausing);
        this.pausing = setTimeout(() => {
            stay(this.address(null));
            void this.search();
        }, PAUSE);
    }

    private async search(): Promise<void> {
        this.searching.abort();
        this.searching = new AbortController();
        const { signal } = this.searching;
        this.problem = '';
        if (this.sought.trim() === '') {
            this.found = null;
            this.requestUpdate();
            return;
        }
        try {
            const sought = { q: this.sought, vendor: '', productType: '', tag: '', collection: '' };
            const page = await variants(this.api, this.store, sought, null, SHOWN, signal);
            this.found = page.items;
            this.more = page.next !== undefined;
        } catch (failure) {
            if (signal.aborted) {
                return;
            }
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private async look(): Promise<void> {
        const wanted = this.variant;
        if (wanted === null) {
            return;
        }
        try {
            const { items } = await this.api.get<{ items: Level[] }>(
                `/api/v1/shops/${this.store}/variants/${encodeURIComponent(wanted)}/levels`);
            if (wanted === this.variant) {
                this.levels = items;
                this.problem = '';
            }
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }
}

function row(level: Level): TemplateResult {
    const units = (count: number | undefined) => (count === undefined ? 'unknown' : number(count));
    return html`
        <tr>
            <th scope="row">${level.warehouse ?? `Location ${level.locationId}`}${
                level.counts ? nothing : html` <span class="hint">not stocked there</span>`}</th>
            <td>${units(level.available)}</td><td>${units(level.onHand)}</td><td>${units(level.committed)}</td>
            <td>${units(level.incoming)}</td><td>${level.updatedAt === undefined ? 'never told' : time(level.updatedAt)}</td>
        </tr>`;
}

customElements.define('product-stock', ProductStock);

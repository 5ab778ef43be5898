// Products that come into a Selling List: found by words, vendor, type, tag or collection, one by one or all that match.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { number, plural } from '../frame/words';
import type { Shop } from '../listings/listing';
import { type Names, names } from '../profiles/profile';
import { add, addAll, countAdded, type Sought, type Variant, variants } from './selling';

const SHOWN = 50;
const NOTHING: Sought = { q: '', vendor: '', productType: '', tag: '', collection: '' };
const CHOICES = [
    ['vendor', 'Vendor', 'vendors'], ['productType', 'Type', 'productTypes'], ['tag', 'Tag', 'tags'],
    ['collection', 'Collection', 'collections'],
] as const;

class VariantAdding extends LitElement {
    static override properties = { list: { type: Number } };
    api!: Api;
    declare list: number;
    private shops: Shop[] = [];
    private shop = 0;
    private known: Names | null = null;
    private sought = NOTHING;
    private found: Variant[] | null = null;
    private next: string | null = null;
    private problem = '';
    private told = '';
    private busy = false;
    private working = new AbortController();

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        this.working.abort();
    }

    constructor() {
        super();
        readAgain(this, () => this.shops.length === 0 && this.read());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('list')) {
            void this.read();
        }
    }

    protected override render() {
        if (this.shops.length === 0) {
            return html`<p class="hint">${this.problem === ''
                ? 'There are no products before a Shopify store is connected.' : this.problem}</p>`;
        }
        return html`
            <form class="seeking" role="search" aria-label="Products of the shop" @submit=${(event: SubmitEvent) => {
                event.preventDefault();
                void this.search(event.target as HTMLFormElement);
            }}>
                ${this.shops.length < 2 ? nothing : html`
                    <div class="field">
                        <label for="add-shop">Shop</label>
                        <select id="add-shop" @change=${(event: Event) => {
                            this.shop = Number((event.target as HTMLSelectElement).value);
                            this.found = null;
                            this.requestUpdate();
                        }}>
                            ${this.shops.map((one) => html`<option value=${one.id}>${one.domain}</option>`)}
                        </select>
                    </div>`}
                <div class="field">
                    <label for="add-words">Words or SKU</label>
                    <input id="add-words" name="q" type="search" maxlength="255" autocomplete="off">
                </div>
                ${CHOICES.map(([name, title, kind]) => html`
                    <div class="field">
                        <label for="add-${name}">${title}</label>
                        <input id="add-${name}" name=${name} list="known-${name}" maxlength="255" autocomplete="off">
                        <datalist id="known-${name}">
                            ${this.known?.[kind].map((one) => html`<option value=${one}></option>`)}
                        </datalist>
                    </div>`)}
                <button class="primary" ?disabled=${this.busy}>Find</button>
            </form>
            ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
            <p role="status">${this.told}</p>
            ${this.found === null ? nothing : this.results(this.found)}`;
    }

    private results(found: Variant[]): TemplateResult {
        if (found.length === 0) {
            return html`<p>Nothing matches. Look for other words, or fewer.</p>`;
        }
        return html`
            <p class="actions">
                <button type="button" ?disabled=${this.busy} @click=${this.addAll}>Add all that match</button>
                ${this.busy ? html`<button type="button" class="quiet" @click=${this.stop}>Stop adding</button>` : nothing}
                <span class="hint">${this.next === null ? `${plural(found.length, 'product matches', 'products match')}.`
                    : `The first ${number(found.length)} are shown, and more match.`}</span>
            </p>
            <ul class="names">
                ${found.map((one) => html`
                    <li>
                        <span>${one.title || one.sku} <span class="sku">${one.sku}</span></span>
                        <button type="button" class="quiet" ?disabled=${this.busy}
                            aria-label="Add ${one.title || one.sku}, ${one.sku}" @click=${() => this.add(one)}>Add</button>
                    </li>`)}
            </ul>`;
    }

    private async read(): Promise<void> {
        try {
            const [shops, known] = await Promise.all([this.api.shops(), names(this.api)]);
            this.shops = shops.items;
            this.shop = this.shops[0]?.id ?? 0;
            this.known = known;
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private async search(form: HTMLFormElement): Promise<void> {
        const given = new FormData(form);
        const value = (name: string) => String(given.get(name) ?? '').trim();
        this.sought = {
            q: value('q'), vendor: value('vendor'), productType: value('productType'), tag: value('tag'),
            collection: value('collection'),
        };
        this.told = '';
        await this.doing(async () => {
            const page = await variants(this.api, this.shop, this.sought, null, SHOWN);
            this.found = page.items;
            this.next = page.next ?? null;
        });
    }

    private async add(one: Variant): Promise<void> {
        await this.doing(async () => {
            const added = await add(this.api, this.list, this.shop, [one.variantId]);
            this.told = countAdded(added) === 1 ? `${one.sku} is in the list now. Link it to its Amazon SKU next.`
                : `${one.sku} was not added: ${added.results[0]?.problem?.detail ?? 'it is in the list already'}.`;
        });
    }

    private async addAll(): Promise<void> {
        this.working = new AbortController();
        const { signal } = this.working;
        await this.doing(() => addAll(this.api, this.list, this.shop, this.sought, signal, (seen, added) => {
            const known = seen - added;
            this.told = `${plural(added, 'product', 'products')} added`
                + (known === 0 ? '.' : `; ${number(known)} ${known === 1 ? 'was' : 'were'} in the list already.`);
            this.requestUpdate();
        }));
    }

    private stop(): void {
        this.working.abort();
    }

    private async doing(what: () => Promise<void>): Promise<void> {
        this.busy = true;
        this.problem = '';
        this.requestUpdate();
        try {
            await what();
            this.dispatchEvent(new Event('acted', { bubbles: true }));
        } catch (failure) {
            if (!this.working.signal.aborted) {
                this.problem = problemOf(this, failure);
            }
        }
        this.busy = false;
        this.requestUpdate();
    }
}

customElements.define('variant-adding', VariantAdding);

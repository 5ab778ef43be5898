// What a text decides for a listing: one that is made up with sliders, or one of the merchant's own.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { number, sentence } from '../frame/words';
import type { Listing } from '../listings/listing';
import { keepTrial, trialOf } from './drafts';
import { type Decision, decide, type Facts, factsOf, type Names, type Reads } from './profile';

/** Between the last change and the question. */
const PAUSE = 150;
const SLIDES_TO = 50;

/** Which line decided; null for none. */
export class Decided extends Event {
    constructor(readonly line: number | null) {
        super('decided');
    }
}

const FACTS: Record<string, { fact: string; label: string; many?: boolean }> = {
    sku: { fact: 'sku', label: 'SKU' },
    vendor: { fact: 'vendor', label: 'Vendor' },
    'product type': { fact: 'productType', label: 'Product type' },
    tag: { fact: 'tags', label: 'Tags, separated by commas', many: true },
    barcode: { fact: 'barcode', label: 'Barcode' },
    title: { fact: 'title', label: 'Title' },
    marketplace: { fact: 'marketplace', label: 'Marketplace, such as DE' },
    'product status': { fact: 'productStatus', label: 'Product status, such as draft' },
    collection: { fact: 'collections', label: 'Collections, separated by commas', many: true },
};

/** With what a profile is tried; it outlives a reload. */
interface Tried {
    facts: Facts;
    levels: Record<string, number | null>;
    available: number | null;
    /** Whose facts these were. */
    chosen: { title: string } | null;
}

function nothingTried(): Tried {
    return { facts: { packSize: 1 }, levels: {}, available: 10, chosen: null };
}

class ProfileTrial extends LitElement {
    static override properties = {
        text: { attribute: false }, reads: { attribute: false }, names: { attribute: false }, of: { attribute: false },
    };
    /** The profile that is tried, as its draft is called. */
    declare of: string | null;
    declare text: string;
    /** Null while the text cannot be read. */
    declare reads: Reads | null;
    declare names: Names | null;
    api!: Api;
    private tried = nothingTried();
    private searched = '';
    private found: Listing[] = [];
    private decision: Decision | null = null;
    private problem = '';
    private pausing: ReturnType<typeof setTimeout> | undefined;
    private searchPause: ReturnType<typeof setTimeout> | undefined;
    private asking = new AbortController();
    private searching = new AbortController();

    protected override createRenderRoot(): this {
        return this;
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        clearTimeout(this.pausing);
        clearTimeout(this.searchPause);
        this.asking.abort();
        this.searching.abort();
        this.dispatchEvent(new Decided(null));
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('of')) {
            this.tried = trialOf<Tried>(this.of) ?? nothingTried();
        }
        if (changed.has('text') || changed.has('reads') || changed.has('names')) {
            this.ask();
        }
    }

    protected override render() {
        return html`
            ${this.listing()}
            <div class="settings">
                ${this.warehouses().length === 0 ? this.level('Available', this.tried.available, (units) => {
                    this.tried.available = units;
                }) : this.warehouses().map((name) => this.level(name, this.unitsAt(name), (units) => {
                    this.tried.levels = { ...this.tried.levels, [name]: units };
                }))}
                ${this.furtherFacts()}
            </div>
            <p class="hint">A number that is left empty is unknown stock.</p>
            ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${sentence(this.problem)}</p>`}
            ${this.answer()}`;
    }

    private listing(): TemplateResult {
        return html`
            <label class="setting"><span>A listing of yours</span>
                <input type="search" placeholder="Title or SKU" .value=${this.searched}
                    @input=${(event: Event) => this.search((event.target as HTMLInputElement).value)}></label>
            ${this.found.length === 0 ? nothing : html`
                <ul class="found">${this.found.map((one) => html`
                    <li><button type="button" class="quiet" @click=${() => this.choose(one)}>
                        ${one.title} <small>${one.sellerSku ?? one.sku ?? ''}</small></button></li>`)}
                </ul>`}
            ${this.tried.chosen === null ? nothing : html`
                <p>With the facts of <strong>${this.tried.chosen.title}</strong>.
                    <button type="button" class="quiet" @click=${() => this.forget()}>Without them</button></p>`}`;
    }

    private level(label: string, units: number | null, set: (units: number | null) => void): TemplateResult {
        const changed = (event: Event) => {
            const field = event.target as HTMLInputElement;
            if (field.validity.valid) {
                set(field.value === '' ? null : Number(field.value));
                this.ask();
            }
        };
        return html`
            <div class="slider">
                <label class="setting"><span>${label}</span>
                    <input type="number" step="1" min="-1000000" max="1000000" .value=${String(units ?? '')}
                        @input=${changed}></label>
                <input type="range" min="0" max=${Math.max(SLIDES_TO, units ?? 0)} .value=${String(units ?? 0)}
                    aria-label="${label}, slider" @input=${changed}>
            </div>`;
    }

    private furtherFacts(): TemplateResult {
        const { reads } = this;
        return html`
            ${(reads?.words ?? []).filter((word) => word in FACTS).map((word) => this.word(FACTS[word]))}
            ${metafieldsOf(reads?.words ?? []).map((name) => this.metafield(name))}
            ${this.tried.chosen !== null ? this.fact('Pieces in a pack', 'number', String(this.tried.facts.packSize ?? 1), (value) => {
                this.tried.facts.packSize = Math.max(1, Number(value));
            }) : nothing}
            ${reads?.date ? this.fact('Date', 'date', String(this.tried.facts.date ?? ''), (value) => {
                this.tried.facts.date = value === '' ? null : value;
            }) : nothing}
            ${reads?.time ? this.fact('Time', 'time', String(this.tried.facts.time ?? '').slice(0, 5), (value) => {
                this.tried.facts.time = value === '' ? null : value;
            }) : nothing}
            ${reads?.keepsSelling ? html`
                <label><input type="checkbox" .checked=${this.tried.facts.keepsSelling === true}
                    @change=${(event: Event) => {
                        this.tried.facts.keepsSelling = (event.target as HTMLInputElement).checked;
                        this.ask();
                    }}> Shopify keeps selling when it is out of stock</label>` : nothing}`;
    }

    private word({ fact, label, many }: { fact: string; label: string; many?: boolean }): TemplateResult {
        const value = many ? ((this.tried.facts[fact] as string[] | undefined) ?? []).join(', ') : String(this.tried.facts[fact] ?? '');
        return this.fact(label, 'text', value, (written) => {
            this.tried.facts[fact] = !many ? written
                : written.split(',').map((one) => one.trim()).filter((one) => one !== '');
        });
    }

    private metafield(name: string): TemplateResult {
        const texts = (this.tried.facts.metafields ?? {}) as Record<string, string>;
        return this.fact(`Metafield ${name}`, 'text', texts[name] ?? '', (written) => {
            this.tried.facts.metafields = { ...texts, [name]: written };
        });
    }

    private fact(label: string, type: string, value: string, set: (value: string) => void): TemplateResult {
        return html`
            <label class="setting"><span>${label}</span>
                <input type=${type} .value=${value} @change=${(event: Event) => {
                    set((event.target as HTMLInputElement).value);
                    this.ask();
                }}></label>`;
    }

    private answer(): TemplateResult | typeof nothing {
        if (this.decision === null) {
            return nothing;
        }
        return html`
            <div class="decision" role="status">
                <p><strong>${said(this.decision)}</strong></p>
                <ol>
                    ${this.decision.trace.map(({ sentence: words, line }) => html`
                        <li>${sentence(words)}
                            ${line == null ? nothing : html`<span class="hint">Line ${line}</span>`}</li>`)}
                </ol>
            </div>`;
    }

    /** None when it is of no account where the stock lies. */
    private warehouses(): string[] {
        const named = this.reads?.warehouses ?? [];
        const levels = this.tried.chosen === null ? [] : Object.keys(this.tried.levels);
        return named.length === 0 && levels.length === 0 ? []
            : [...new Set([...this.names?.warehouses ?? [], ...named, ...levels])];
    }

    private unitsAt(warehouse: string): number | null {
        return warehouse in this.tried.levels ? this.tried.levels[warehouse] : this.tried.chosen === null ? 10 : null;
    }

    private search(text: string): void {
        this.searched = text;
        this.searching.abort();
        clearTimeout(this.searchPause);
        if (text.trim() === '') {
            this.found = [];
            this.requestUpdate();
            return;
        }
        this.searchPause = setTimeout(() => void this.find(text), PAUSE);
    }

    private async find(text: string): Promise<void> {
        this.searching = new AbortController();
        const { signal } = this.searching;
        try {
            const asked = new URLSearchParams({ q: text, limit: '8' });
            this.found = (await this.api.get<{ items: Listing[] }>(`/api/v1/listings?${asked}`, signal)).items;
            this.problem = this.found.length === 0 ? `no listing of yours has “${text}” in its title or SKU` : '';
        } catch (failure) {
            if (signal.aborted) {
                return;
            }
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private async choose(listing: Listing): Promise<void> {
        try {
            const facts = await factsOf(this.api, listing.id);
            this.tried = {
                facts, levels: facts.levels ?? {}, available: facts.available ?? null, chosen: { title: listing.title },
            };
            this.found = [];
            this.searched = '';
            this.ask();
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private forget(): void {
        this.tried = nothingTried();
        this.ask();
    }

    private ask(): void {
        keepTrial(this.of, this.tried);
        this.requestUpdate();
        clearTimeout(this.pausing);
        this.pausing = setTimeout(() => void this.decide(), PAUSE);
    }

    /** A later question ends an earlier one. */
    private async decide(): Promise<void> {
        this.asking.abort();
        this.asking = new AbortController();
        const { signal } = this.asking;
        const places = this.warehouses();
        const { available: _, levels: __, ...others } = this.tried.facts;
        const stock = places.length === 0
            ? (this.tried.available === null ? {} : { available: this.tried.available })
            : { levels: Object.fromEntries(places.map((name) => [name, this.unitsAt(name)])) };
        try {
            this.decision = await decide(this.api, this.text, { ...others, ...stock }, signal);
            this.problem = '';
        } catch (failure) {
            if (signal.aborted) {
                return;
            }
            this.decision = null;
            this.problem = problemOf(this, failure);
        }
        const line = this.decision?.trace.findLast((step) => step.line != null)?.line;
        this.dispatchEvent(new Decided(line ?? null));
        this.requestUpdate();
    }
}

/** The names in words such as `metafield "custom.season"`. */
function metafieldsOf(words: string[]): string[] {
    return words.flatMap((word) => /^metafield "(.+)"$/.exec(word)?.slice(1) ?? []);
}

function said({ outcome, quantity, reason }: Decision): string {
    return outcome === 'lists' ? `Lists ${number(quantity ?? 0)}.`
        : outcome === 'stops' ? 'Stops, and lists 0.'
            : `Holds, and sends nothing${reason == null ? '' : `: ${reason}`}.`;
}

customElements.define('profile-trial', ProfileTrial);

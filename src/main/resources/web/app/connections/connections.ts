// Connections: every store and Amazon account with how it stands with it, one of them, or a new one.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf, type Place } from '../frame/router';
import './account';
import './account-form';
import { type Account, accounts, stateOf, type StoreState, stores } from './connection';
import './connections.css';
import { type Finding, findingsOfAccount, findingsOfStore } from './states';
import './store';
import './store-form';

const AGAIN = 30_000;

class StockruleConnections extends LitElement {
    static override properties = { place: { attribute: false } };
    /** Within it, `store` or `account` with an id, or `new-store` or `new-account`; nothing for all. */
    declare place: Place;
    api!: Api;
    private stores: StoreState[] | null = null;
    private accounts: Account[] = [];
    private problem = '';
    private looking: ReturnType<typeof setInterval> | undefined;

    constructor() {
        super();
        readAgain(this, () => this.place.within.length === 0 && this.read());
    }

    override connectedCallback(): void {
        super.connectedCallback();
        this.looking = setInterval(() => {
            if (this.stores !== null && this.place.within.length === 0) {
                void this.read();
            }
        }, AGAIN);
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        clearInterval(this.looking);
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('place') && this.place.within.length === 0) {
            void this.read();
        }
    }

    protected override render() {
        const [what, id] = this.place.within;
        return html`<main class="room connections">${what === undefined ? this.all() : html`
            <p><a href=${addressOf('connections')}>All connections</a></p>
            ${this.one(what, Number(id))}`}</main>`;
    }

    private one(what: string, id: number): TemplateResult {
        switch (what) {
            case 'new-store':
                return html`<store-form .api=${this.api}></store-form>`;
            case 'new-account':
                return html`<account-form .api=${this.api}></account-form>`;
            case 'store':
                return html`<store-connection .api=${this.api} .store=${id}></store-connection>`;
            case 'account':
                return html`<account-connection .api=${this.api} .account=${id}></account-connection>`;
            default:
                return html`<p class="problem" role="alert">There is no such connection.</p>`;
        }
    }

    private all(): TemplateResult {
        return html`
            <header class="heading">
                <h2>Connections</h2>
                <a class="button primary" href=${addressOf('connections', ['new-store'])}>Add a Shopify store</a>
                <a class="button primary" href=${addressOf('connections', ['new-account'])}>Add an Amazon account</a>
            </header>
            <p class="hint">Stock comes from Shopify stores, and numbers go to Amazon accounts.</p>
            ${this.problem === '' ? nothing : html`
                <p class="problem" role="alert">
                    ${this.problem} <button type="button" class="quiet" @click=${() => this.read()}>Try again</button>
                </p>`}
            ${this.stores === null ? html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>` : html`
                <h3>Shopify stores</h3>
                ${this.stores.length === 0 ? html`
                    <p class="empty-part">There is no store yet. Add the one whose stock is to be listed.</p>` : html`
                    <ul class="cards">${this.stores.map((one) => card(
                        'store', one.store.id, one.store.domain, findingsOfStore(one)))}</ul>`}
                <h3>Amazon accounts</h3>
                ${this.accounts.length === 0 ? html`
                    <p class="empty-part">There is no Amazon account yet. Add the seller to whom the numbers belong.</p>`
                    : html`
                    <ul class="cards">${this.accounts.map((one) => card(
                        'account', one.id, `${one.name} (${one.region})`, findingsOfAccount(one)))}</ul>`}`}`;
    }

    private async read(): Promise<void> {
        try {
            const [found, sellers] = await Promise.all([stores(this.api), accounts(this.api)]);
            this.stores = await Promise.all(found.items.map((store) => stateOf(this.api, store)));
            this.accounts = sellers.items;
            this.problem = '';
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }
}

function card(kind: 'store' | 'account', id: number, name: string, findings: Finding[]): TemplateResult {
    return html`
        <li class="card">
            <a href=${addressOf('connections', [kind, String(id)])}>${name}</a>
            <ul class="findings">
                ${findings.map((one) => html`<li class=${one.kind}>${one.sentence}</li>`)}
            </ul>
        </li>`;
}

customElements.define('stockrule-connections', StockruleConnections);

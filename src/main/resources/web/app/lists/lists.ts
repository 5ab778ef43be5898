// Selling Lists: which there are, a new one, and one of them.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf, go, type Place } from '../frame/router';
import { plural, sentence, time } from '../frame/words';
import type { Counts } from '../listings/listing';
import { profileNames } from '../profiles/profile';
import { countsOf } from './counts';
import './list';
import './lists.css';
import { type Account, counts, create, type SellingList, sellingLists } from './selling';

class SellingLists extends LitElement {
    static override properties = { place: { attribute: false } };
    /** Within it, the id of the list that is open; `new` is asked for where one is made. */
    declare place: Place;
    api!: Api;
    private known: SellingList[] | null = null;
    private next: string | null = null;
    private accounts: Account[] = [];
    private names: string[] = [];
    private readonly counted = new Map<number, Counts>();
    private account: number | null = null;
    private problem = '';
    private saving = false;

    constructor() {
        super();
        readAgain(this, () => this.place.within.length === 0 && this.read());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('place') && this.place.within[0] === undefined) {
            void this.read();
        }
    }

    protected override render() {
        const id = this.place.within[0];
        return html`
            <main class="room list-room">
                ${id !== undefined ? html`<selling-list .api=${this.api} .name=${id}></selling-list>` : html`
                    <header class="heading">
                        <h2>Selling Lists</h2>
                        ${this.isNew() ? html`<a href=${addressOf('lists')}>All lists</a>` : html`
                            <a class="button primary"
                                href=${addressOf('lists', [], new URLSearchParams({ new: '' }))}>New list</a>`}
                    </header>
                    ${this.problem === '' ? nothing : html`
                        <p class="problem" role="alert">
                            ${this.problem}
                            <button type="button" class="quiet" @click=${() => this.read()}>Try again</button>
                        </p>`}
                    ${this.isNew() ? this.form() : this.list()}`}
            </main>`;
    }

    private isNew(): boolean {
        return this.place.asked.has('new');
    }

    private list(): TemplateResult {
        if (this.known === null) {
            return html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>`;
        }
        if (this.known.length === 0) {
            return html`
                <div class="empty">
                    <p>There are no Selling Lists yet.</p>
                    ${this.accounts.length === 0 ? noAccount() : html`
                        <p>Make one: it holds the products that you sell in one marketplace under one profile.</p>`}
                </div>`;
        }
        return html`
            <p class="hint">A list sells products in one marketplace of an Amazon account, under one Global Profile.</p>
            <ul class="names">
                ${this.known.map((one) => html`
                    <li>
                        <span>
                            <a href=${addressOf('lists', [String(one.id)])}>${one.name}</a>
                            <span class="hint">${this.accountName(one)}, ${one.marketplace},
                                ${one.kind === 'PRODUCTS' ? 'Products' : 'Collections'}, profile
                                “${one.profile ?? 'none'}”</span>
                        </span>
                        ${countsOf(this.counted.get(one.id))}
                    </li>`)}
            </ul>
            <p class="hint" role="status">${plural(this.known.length, 'list', 'lists')}</p>
            ${this.next === null ? nothing : html`
                <button type="button" class="more" @click=${() => this.readMore()}>Show more</button>`}`;
    }

    private accountName(list: SellingList): string {
        return this.accounts.find(({ id }) => id === list.amazonAccountId)?.name ?? `account ${list.amazonAccountId}`;
    }

    private form(): TemplateResult {
        const account = this.accounts.find(({ id }) => id === this.account) ?? this.accounts[0];
        if (account === undefined) {
            return this.known === null ? html`<p class="hint">Loading …</p>` : noAccount();
        }
        const offered = [...account.sellsIn ?? account.marketplaces].sort();
        return html`
            <form class="fields" @submit=${(event: SubmitEvent) => this.create(event)}>
                <div class="field">
                    <label for="list-name">Name</label>
                    <input id="list-name" name="name" required maxlength="255" autocomplete="off">
                </div>
                <div class="field">
                    <label for="list-account">Amazon account</label>
                    <select id="list-account" name="account" @change=${(event: Event) => {
                        this.account = Number((event.target as HTMLSelectElement).value);
                        this.requestUpdate();
                    }}>
                        ${this.accounts.map((one) => html`<option value=${one.id}>${one.name} (${one.region})</option>`)}
                    </select>
                </div>
                <div class="field">
                    <label for="list-marketplace">Marketplace</label>
                    ${keyed(`${account.id} ${offered.join()}`, html`<select id="list-marketplace" name="marketplace" required>
                        ${offered.length === 1 ? nothing : html`<option value="">Choose one</option>`}
                        ${offered.map((code) => html`<option value=${code}>${code}</option>`)}
                    </select>`)}
                    ${whichMarketplaces(account)}
                </div>
                <div class="field">
                    <label for="list-profile">Global Profile</label>
                    <select id="list-profile" name="profile" required>
                        ${this.names.length < 2 ? nothing : html`<option value="">Choose one</option>`}
                        ${this.names.map((name) => html`<option value=${name}>${name}</option>`)}
                    </select>
                </div>
                <p class="hint">Nothing is sent to Amazon until a product is added and linked.</p>
                <p class="actions">
                    <button class="primary" ?disabled=${this.saving}>${this.saving ? 'Making it …' : 'Make the list'}</button>
                    <a href=${addressOf('lists')}>Back without making one</a>
                </p>
            </form>`;
    }

    private async create(event: SubmitEvent): Promise<void> {
        event.preventDefault();
        const given = new FormData(event.target as HTMLFormElement);
        this.saving = true;
        this.problem = '';
        this.requestUpdate();
        try {
            const made = await create(this.api, {
                name: given.get('name'),
                amazonAccountId: Number(given.get('account')),
                marketplace: given.get('marketplace'),
                profile: given.get('profile'),
                kind: 'PRODUCTS',
            });
            go(addressOf('lists', [String(made.id)]));
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.saving = false;
        this.requestUpdate();
    }

    private async read(): Promise<void> {
        this.problem = '';
        try {
            const [lists, accounts, names] = await Promise.all([
                sellingLists(this.api, null), this.api.get<{ items: Account[] }>('/api/v1/amazon-accounts?limit=500'),
                profileNames(this.api),
            ]);
            this.accounts = accounts.items;
            this.names = names;
            this.known = lists.items;
            this.next = lists.next ?? null;
            this.requestUpdate();
            await this.count(lists.items);
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private async readMore(): Promise<void> {
        try {
            const page = await sellingLists(this.api, this.next);
            this.known = [...this.known!, ...page.items];
            this.next = page.next ?? null;
            await this.count(page.items);
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    /** One after the other: the list is there before its counts. */
    private async count(lists: SellingList[]): Promise<void> {
        for (const { id } of lists) {
            this.counted.set(id, await counts(this.api, id));
            this.requestUpdate();
        }
    }
}

/** Why these marketplaces are offered and not others. */
function whichMarketplaces({ id, sellsIn, sellsInAt, sellsInProblem }: Account): TemplateResult {
    const check = html`<a href=${addressOf('connections', ['account', String(id)])}>Check the connection</a>`;
    if (sellsIn === undefined) {
        return html`<p class="hint">All of the region: ${sellsInProblem === undefined
            ? 'Amazon has not been asked yet where this account sells.'
            : `where this account sells is not known. ${sentence(sellsInProblem)}`}</p>`;
    }
    return html`
        <p class="hint">${sellsIn.length === 0 ? 'Amazon says that this account sells nowhere in its region'
            : 'Those where Amazon says that this account sells'}, as of ${time(sellsInAt!)}. Another one that you have
            opened since is here when Amazon has been asked again: ${check}.</p>`;
}

/** What a list cannot be without. */
function noAccount(): TemplateResult {
    return html`
        <p>A list sells through an Amazon account.
            <a href=${addressOf('connections', ['new-account'])}>Add an Amazon account</a> first.</p>`;
}

customElements.define('selling-lists', SellingLists);

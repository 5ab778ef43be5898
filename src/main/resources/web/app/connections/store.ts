// One Shopify store: how it stands with it, its reading, its webhooks, its secrets, and its deletion.

import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { time } from '../frame/words';
import { ask, stateOf, type Store, type StoreState } from './connection';
import './deletion';
import { visible } from './fields';
import { findingList, goTo } from './findings';
import { isUnderWay, reading } from './import';
import './secrets';
import { findingsOfStore, type Mending } from './states';
import './webhooks';

/** While something is waited for, and else. */
const SOON = 2_000;
const SOME_TIME = 30_000;

const SECRETS = [
    { name: 'clientId', label: 'Client ID', check: visible },
    { name: 'clientSecret', label: 'Client secret', secret: true, check: visible,
        hint: 'Webhooks that are signed with the one before are still taken for a day.' },
    { name: 'accessToken', label: 'Access token', secret: true, check: visible,
        hint: 'Only of an older app: it begins with shpat_, and takes the place of every other permission.' },
];

class StoreConnection extends LitElement {
    static override properties = { store: { attribute: false } };
    declare store: number;
    api!: Api;
    private state: StoreState | null = null;
    private problem = '';
    private busy = false;
    private next: ReturnType<typeof setTimeout> | undefined;

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        clearTimeout(this.next);
    }

    constructor() {
        super();
        readAgain(this, () => this.read());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('store')) {
            this.state = null;
            void this.read();
        }
    }

    protected override render() {
        const { state } = this;
        return html`
            <header class="heading"><h2>${state?.store.domain ?? 'Shopify store'}</h2></header>
            ${this.problem === '' ? nothing : html`
                <p class="problem" role="alert">
                    ${this.problem} <button type="button" class="quiet" @click=${() => this.read()}>Try again</button>
                </p>`}
            ${state === null ? html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>` : html`
                ${findingList(findingsOfStore(state), this.busy, (what) => void this.mend(what))}
                ${reading(state.latest, () => void this.mend('import'))}
                <store-webhooks .api=${this.api} .state=${state} @rotated=${() => this.read()}></store-webhooks>
                <change-secrets .api=${this.api} .kind=${'shops'} .connection=${state.store.id} .fields=${SECRETS}
                    @secrets-changed=${() => this.read()}></change-secrets>
                <section aria-label="Facts">
                    <h3>Facts</h3>
                    <dl class="pairs">
                        <div><dt>Time zone</dt><dd>${state.store.timeZone ?? 'not known yet'}</dd></div>
                        <div><dt>Added</dt><dd>${time(state.store.createdAt)}</dd></div>
                        <div><dt>Asked last what has changed</dt>
                            <dd>${state.sweep.lastSweptAt === undefined ? 'not yet' : time(state.sweep.lastSweptAt)}</dd></div>
                    </dl>
                </section>
                <delete-connection .api=${this.api} .kind=${'shops'} .connection=${state.store.id}
                    .name=${state.store.domain}></delete-connection>`}`;
    }

    private async mend(what: Mending): Promise<void> {
        const address = `shops/${this.store}`;
        switch (what) {
            case 'secrets':
            case 'webhooks':
                goTo(this, what);
                return;
            case 'authorise':
                return this.during(async () => {
                    const begun = await ask<{ address: string }>(this.api, `${address}/actions/authorize`);
                    location.assign(begun.address);
                });
            case 'resume':
                return this.during(() => ask(this.api, `${address}/actions/resume`));
            case 'import':
                return this.during(() => ask(this.api, `${address}/imports`));
            case 'rename':
                return this.during(() => ask(this.api, address, { domain: this.state!.store.toldDomain }, 'PATCH'));
            case 'switch-on':
                throw new Error('a store has no switch');
        }
    }

    private async during(done: () => Promise<unknown>): Promise<void> {
        this.busy = true;
        this.requestUpdate();
        try {
            await done();
            await this.read();
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.busy = false;
        this.requestUpdate();
    }

    private async read(): Promise<void> {
        clearTimeout(this.next);
        const wanted = this.store;
        try {
            const state = await stateOf(this.api, await this.api.get<Store>(`/api/v1/shops/${wanted}`));
            if (wanted === this.store) {
                this.state = state;
                this.problem = '';
            }
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
        if (this.isConnected && (this.state !== null || this.problem === '')) {
            clearTimeout(this.next);
            this.next = setTimeout(() => void this.read(), this.isAwaited() ? SOON : SOME_TIME);
        }
    }

    /** The first webhook, or the end of a reading. */
    private isAwaited(): boolean {
        return this.state !== null && (isUnderWay(this.state.latest) || this.state.store.webhookAt === undefined);
    }
}

customElements.define('store-connection', StoreConnection);

// One Amazon account: how it stands with it, what it opens, its switch, its secrets, and its deletion.

import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { sentence, time } from '../frame/words';
import { checked } from './checked';
import { type Account, type AccountCheck, ask } from './connection';
import './deletion';
import { visible } from './fields';
import { findingList, goTo } from './findings';
import './secrets';
import { findingsOfAccount, type Mending } from './states';

const SECRETS = [
    { name: 'clientId', label: 'Client ID of the application', check: visible },
    { name: 'clientSecret', label: 'Client secret', secret: true, check: visible },
    { name: 'refreshToken', label: 'Refresh token', secret: true, check: visible },
];

class AccountConnection extends LitElement {
    static override properties = { account: { attribute: false } };
    declare account: number;
    api!: Api;
    private found: Account | null = null;
    private report: AccountCheck | null = null;
    private problem = '';
    private busy = '';

    constructor() {
        super();
        readAgain(this, () => this.read());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('account')) {
            this.found = null;
            this.report = null;
            void this.read();
        }
    }

    protected override render() {
        const { found } = this;
        return html`
            <header class="heading"><h2>${found === null ? 'Amazon account' : `${found.name} (${found.region})`}</h2></header>
            ${this.problem === '' ? nothing : html`
                <p class="problem" role="alert">
                    ${this.problem} <button type="button" class="quiet" @click=${() => this.read()}>Try again</button>
                </p>`}
            ${found === null ? html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>` : html`
                ${findingList(findingsOfAccount(found), this.busy !== '', (what) => void this.mend(what))}
                <section aria-label="Check">
                    <h3>Check</h3>
                    <p class="hint">Asks Amazon whether what was entered is good, where the seller sells, and what the
                        application may do. Nothing is changed there.</p>
                    <p class="actions">
                        <button type="button" ?disabled=${this.busy !== ''} @click=${this.check}>
                            ${this.busy === 'check' ? 'Asking Amazon …' : 'Check the connection'}</button>
                    </p>
                    <div role="status">${this.report === null ? nothing : checked(this.report)}</div>
                </section>
                <section aria-label="Sending">
                    <h3>Sending</h3>
                    <p>${found.updateQuantity ? 'Numbers are sent when stock has changed in Shopify.'
                        : 'No number is sent. What Amazon shows stays as it is.'}</p>
                    <p class="actions">
                        <button type="button" ?disabled=${this.busy !== ''}
                            @click=${() => this.change({ updateQuantity: !found.updateQuantity })}>
                            ${found.updateQuantity ? 'Switch it off' : 'Switch it on'}</button>
                    </p>
                </section>
                <change-secrets .api=${this.api} .kind=${'amazon-accounts'} .connection=${found.id} .fields=${SECRETS}
                    @secrets-changed=${() => this.read()}></change-secrets>
                <section aria-label="Facts">
                    <h3>Facts</h3>
                    <dl class="pairs">
                        <div><dt>Seller ID</dt><dd>${found.sellerId}</dd></div>
                        <div><dt>Marketplaces of the region</dt><dd>${found.marketplaces.join(', ')}</dd></div>
                        <div><dt>Sells in</dt><dd>${whereItSells(found)}</dd></div>
                        <div><dt>Added</dt><dd>${time(found.createdAt)}</dd></div>
                    </dl>
                </section>
                <delete-connection .api=${this.api} .kind=${'amazon-accounts'} .connection=${found.id}
                    .name=${found.name}></delete-connection>`}`;
    }

    private async mend(what: Mending): Promise<void> {
        switch (what) {
            case 'secrets':
                goTo(this, what);
                return;
            case 'resume':
                return this.during('resume', async () => {
                    this.found = await ask<Account>(this.api, `amazon-accounts/${this.account}/actions/resume`);
                });
            case 'switch-on':
                return this.change({ updateQuantity: true });
            case 'authorise':
            case 'import':
            case 'rename':
            case 'webhooks':
                throw new Error(`an Amazon account has no ${what}`);
        }
    }

    private change(part: object): Promise<void> {
        return this.during('change', async () => {
            this.found = await ask<Account>(this.api, `amazon-accounts/${this.account}`, part, 'PATCH');
        });
    }

    private check(): Promise<void> {
        return this.during('check', async () => {
            this.report = await ask<AccountCheck>(this.api, `amazon-accounts/${this.account}/actions/check`);
            this.found = await this.api.get<Account>(`/api/v1/amazon-accounts/${this.account}`);
        });
    }

    private read(): Promise<void> {
        return this.during('read', async () => {
            this.found = await this.api.get<Account>(`/api/v1/amazon-accounts/${this.account}`);
        });
    }

    private async during(what: string, done: () => Promise<void>): Promise<void> {
        this.busy = what;
        this.problem = '';
        this.requestUpdate();
        try {
            await done();
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.busy = '';
        this.requestUpdate();
    }
}

function whereItSells({ sellsIn, sellsInAt, sellsInProblem }: Account): string {
    const asked = sellsInProblem === undefined ? '' : ` When Amazon was asked last, it did not say: ${sentence(sellsInProblem)}`;
    return sellsIn === undefined ? `Amazon has not told yet.${asked}`
        : `${sellsIn.length === 0 ? 'No marketplace of the region' : sellsIn.join(', ')}, as of ${time(sellsInAt!)}.${asked}`;
}

customElements.define('account-connection', AccountConnection);

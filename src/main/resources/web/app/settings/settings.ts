// Settings: what holds for the whole merchant, and its API keys.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { sentence, time } from '../frame/words';
import type { Page } from '../listings/listing';
import '../connections/copy';
import './settings.css';

interface Merchant {
    name: string;
    timeZone?: string;
    goneVariants: 'STOP' | 'HOLD';
}

interface Key {
    id: number;
    name: string;
    createdAt: string;
    revokedAt?: string;
    /** The one with which this page is signed in. */
    current: boolean;
    /** When it was made, and never again. */
    key?: string;
}

const MOST = 500;
const KEYS = '/api/v1/merchant/api-keys';

class StockruleSettings extends LitElement {
    api!: Api;
    private merchant: Merchant | null = null;
    private keys: Key[] = [];
    private made: Key | null = null;
    private revoking: Key | null = null;
    private problem = '';
    private told = '';
    private busy = false;

    constructor() {
        super();
        readAgain(this, () => this.during(async () => {}));
    }

    override connectedCallback(): void {
        super.connectedCallback();
        void this.during(async () => {});
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override render() {
        return html`
            <main class="room settings">
                <header class="heading"><h2>Settings</h2></header>
                ${this.problem === '' ? nothing : html`
                    <p class="problem" role="alert">
                        ${sentence(this.problem)} ${this.merchant !== null ? nothing : html`
                            <button type="button" class="quiet" @click=${() => this.during(async () => {})}>Try again</button>`}
                    </p>`}
                <p role="status">${this.merchant === null && this.problem === '' ? 'Loading …' : this.told}</p>
                ${this.merchant === null ? nothing : html`${this.general(this.merchant)}${this.ofKeys()}`}
                <section aria-label="Appearance">
                    <h3>Appearance</h3>
                    <p>Light or dark follows your browser or your system.</p>
                </section>
            </main>`;
    }

    private general(merchant: Merchant): TemplateResult {
        const zones = Intl.supportedValuesOf('timeZone');
        const { timeZone } = merchant;
        const others = timeZone === undefined || zones.includes(timeZone) ? [] : [timeZone];
        return html`
            <section aria-label="General">
                <h3>General</h3>
                <div class="entry">
                    <label for="zone">Time zone</label>
                    <select id="zone" ?disabled=${this.busy}
                        @change=${(event: Event) => this.change({ timeZone: (event.target as HTMLSelectElement).value })}>
                        ${timeZone === undefined ? html`<option value="" selected disabled>That of the store</option>` : nothing}
                        ${[...others, ...zones].map((zone) => html`
                            <option value=${zone} ?selected=${zone === timeZone}>${zone}</option>`)}
                    </select>
                    <p class="hint">Dates and times in profiles are meant in it. Listings whose profile reads them are decided
                        once more when it changes.</p>
                </div>
                <div class="entry">
                    <label for="gone">Listings of products that the store has no more</label>
                    <select id="gone" ?disabled=${this.busy}
                        @change=${(event: Event) => this.change({ goneVariants: (event.target as HTMLSelectElement).value })}>
                        <option value="STOP" ?selected=${merchant.goneVariants === 'STOP'}>Offer nothing of them any more</option>
                        <option value="HOLD" ?selected=${merchant.goneVariants === 'HOLD'}>Leave the number that Amazon shows</option>
                    </select>
                </div>
            </section>`;
    }

    private ofKeys(): TemplateResult {
        const inForce = this.keys.filter(({ revokedAt }) => revokedAt === undefined);
        return html`
            <section aria-label="API keys">
                <h3>API keys</h3>
                <p class="hint">A key opens everything of this merchant, here and in the API. Give each program and each person
                    one of its own, so that one can be revoked and the others go on.</p>
                <ul class="names">${this.keys.map((key) => this.row(key, inForce.length === 1))}</ul>
                ${this.made === null ? nothing : html`
                    <copy-text .label=${`Key “${this.made.name}”, shown only now`} .text=${this.made.key!}></copy-text>`}
                <form class="new-key" @submit=${this.make}>
                    <label for="key-name">Name of a new key</label>
                    <input id="key-name" required maxlength="200" autocomplete="off" placeholder="Such as warehouse scanner">
                    <button type="submit" class="primary" ?disabled=${this.busy}>Make a key</button>
                </form>
            </section>`;
    }

    private row(key: Key, last: boolean): TemplateResult {
        if (key.revokedAt !== undefined) {
            return html`<li><span>${key.name}</span><span class="hint">revoked on ${time(key.revokedAt)}</span></li>`;
        }
        return html`
            <li>
                <span><strong>${key.name}</strong> ${key.current ? html`<span class="hint">you are signed in with it</span>` : nothing}</span>
                <span class="hint">made on ${time(key.createdAt)}</span>
                ${this.revoking?.id === key.id ? html`
                    <div class="sure">
                        <p>Whatever uses “${key.name}” is let in no more from then on, and browsers that signed in with it are
                            signed out${key.current ? ', this one too' : ''}. It cannot be undone: another key has to be made.</p>
                        <button type="button" class="danger" ?disabled=${this.busy} @click=${() => this.revoke(key)}>
                            Revoke ${key.name}</button>
                        <button type="button" @click=${() => this.ask(null)}>Keep it</button>
                    </div>`
                    : last ? html`<span class="hint">the only one: make another before you revoke it</span>`
                        : html`<button type="button" @click=${() => this.ask(key)}>Revoke ${key.name} …</button>`}
            </li>`;
    }

    private ask(key: Key | null): void {
        this.revoking = key;
        this.requestUpdate();
    }

    private change(part: object): Promise<void> {
        return this.during(async () => {
            await this.api.call('/api/v1/merchant', { method: 'PATCH', body: part });
            this.told = 'Saved.';
        });
    }

    private make(event: Event): Promise<void> {
        event.preventDefault();
        const input = this.querySelector<HTMLInputElement>('#key-name')!;
        return this.during(async () => {
            const answer = await this.api.call(KEYS, { method: 'POST', body: { name: input.value.trim() } });
            this.made = (await answer.json()) as Key;
            input.value = '';
        });
    }

    private revoke(key: Key): Promise<void> {
        return this.during(async () => {
            await this.api.call(`${KEYS}/${key.id}`, { method: 'DELETE' });
            this.revoking = null;
            this.told = `“${key.name}” is revoked.`;
            this.made = this.made?.id === key.id ? null : this.made;
        });
    }

    /** What is shown afterwards is what the service says. */
    private async during(done: () => Promise<void>): Promise<void> {
        this.busy = true;
        this.problem = '';
        this.told = '';
        this.requestUpdate();
        try {
            await done();
            const [merchant, keys] = await Promise.all([
                this.api.get<Merchant>('/api/v1/merchant'), this.api.get<Page<Key>>(`${KEYS}?limit=${MOST}`),
            ]);
            this.merchant = merchant;
            this.keys = keys.items;
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.busy = false;
        this.requestUpdate();
    }
}

customElements.define('stockrule-settings', StockruleSettings);

// Where a store sends its webhooks. The address is told once; whoever has lost it has another one made.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { sentence, time } from '../frame/words';
import { ask, type StoreState } from './connection';
import './copy';

/** Addresses that were told in this tab, until it is reloaded: they are told once. */
const told = new Map<number, string>();

export function keepAddress(store: number, webhookPath: string): void {
    told.set(store, location.origin + webhookPath);
}

export class Rotated extends Event {
    constructor() {
        super('rotated', { bubbles: true });
    }
}

class StoreWebhooks extends LitElement {
    static override properties = { state: { attribute: false } };
    declare state: StoreState;
    api!: Api;
    private sure = false;
    private busy = false;
    private problem = '';

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('state') && changed.get('state')?.store.id !== this.state.store.id) {
            this.sure = false;
        }
    }

    protected override render() {
        const { store, subscriptions } = this.state;
        return html`
            <section id="webhooks" aria-label="Webhooks">
                <h3>Webhooks</h3>
                <p>${subscriptions.byItself ? 'Stockrule has told Shopify itself where to send them, and looks every hour '
                    + 'whether it still does.' : 'Shopify has to be told where to send them.'}
                    ${subscriptions.lookedAt === undefined ? nothing : `It looked last on ${time(subscriptions.lookedAt)}.`}
                    ${subscriptions.problem === undefined ? nothing : sentence(subscriptions.problem)}</p>
                ${this.sign()}
                ${this.address()}
                ${store.formerAddressUntil === undefined ? nothing : html`
                    <p class="hint">The address before is good until ${time(store.formerAddressUntil)}.</p>`}
                ${this.rotation()}
                <p class="problem" role="alert">${this.problem || nothing}</p>
            </section>`;
    }

    private sign(): TemplateResult {
        const at = this.state.store.webhookAt;
        return html`
            <div role="status">
                <ul class="findings">
                    <li class=${at === undefined ? 'wait' : 'good'}>${at === undefined
                        ? 'Waiting for the first webhook. Change a number in Shopify to see it come.'
                        : `A webhook has come: the last on ${time(at)}.`}</li>
                </ul>
            </div>`;
    }

    private address(): TemplateResult | typeof nothing {
        const { store, subscriptions } = this.state;
        const address = told.get(store.id);
        if (address === undefined) {
            return subscriptions.byItself ? nothing
                : html`<p class="hint">The address was shown when it was made. If it is lost, have another one made.</p>`;
        }
        return html`
            <copy-text .label=${'Address for its webhooks, shown only now'} .text=${address}></copy-text>
            ${subscriptions.byItself ? html`<p class="hint">You need it only for webhooks that you subscribe yourself.</p>`
                : html`
                <p>Subscribe it in Shopify, in JSON, for these topics:</p>
                <ul class="scopes">${subscriptions.topics.map((topic) => html`<li><code>${topic}</code></li>`)}</ul>`}`;
    }

    private rotation(): TemplateResult {
        return this.sure ? html`
            <p class="notice">Another address is made and shown here once. Webhooks are taken at the present one for some
                days more, and you are told until when, so nothing is lost while you tell Shopify the new one. It cannot be
                taken back, and needs no taking back: both are good until then.</p>
            <p class="actions">
                <button type="button" class="primary" ?disabled=${this.busy} @click=${this.rotate}>
                    ${this.busy ? 'Making another address …' : 'Make another address'}
                </button>
                <button type="button" @click=${() => this.ask(false)}>Keep this one</button>
            </p>` : html`
            <p class="actions">
                <button type="button" @click=${() => this.ask(true)}>The address is lost or known to others</button>
            </p>`;
    }

    private ask(sure: boolean): void {
        this.sure = sure;
        this.requestUpdate();
    }

    private async rotate(): Promise<void> {
        this.busy = true;
        this.problem = '';
        this.requestUpdate();
        try {
            const { id } = this.state.store;
            const made = await ask<{ webhookPath: string }>(this.api, `shops/${id}/actions/rotate-webhook-address`);
            keepAddress(id, made.webhookPath);
            this.sure = false;
            this.dispatchEvent(new Rotated());
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.busy = false;
        this.requestUpdate();
    }
}

customElements.define('store-webhooks', StoreWebhooks);

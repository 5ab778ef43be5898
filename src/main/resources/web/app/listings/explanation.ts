// Why a listing shows what it shows, in a dialog over the list.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import '../actions/actions';
import { ACTIONS } from '../actions/jobs';
import { readAgain } from '../frame/answering';
import { type Api, sentenceOf } from '../frame/api';
import { addressOf } from '../frame/router';
import type { Decision, Explanation, Listing } from './listing';
import './overrides';
import { chip, flow } from './row';
import { heldOf, steps, timeline, times } from './timeline';
import { number, sentence } from '../frame/words';

/** Its quantity is updated with a button of its own. */
const BESIDE_UPDATE = ACTIONS.filter(({ name }) => name !== 'update-quantity');

class ListingExplanation extends LitElement {
    static override properties = { listing: { attribute: false } };
    /** As it stands now; when it changes, the explanation is read again. */
    declare listing: Listing;
    api!: Api;
    private explanation: Explanation | null = null;
    private problem = '';
    private told = '';
    private asking = false;

    constructor() {
        super();
        readAgain(this, () => this.read());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('listing')) {
            void this.read();
        }
    }

    protected override firstUpdated(): void {
        this.querySelector('dialog')!.showModal();
    }

    protected override render() {
        const listing = this.listing;
        return html`
            <dialog aria-labelledby="explained" @close=${() => this.dispatchEvent(new Event('closed'))}
                @click=${this.clicked}>
                <div class="sheet">
                    <header>
                        <h2 id="explained">${listing.title || listing.sku}</h2>
                        <button type="button" class="close" aria-label="Close" @click=${this.close}>
                            <span aria-hidden="true">×</span>
                        </button>
                    </header>
                    <p class="skus">
                        <span class="sku">${listing.sku}</span>
                        ${listing.sellerSku === null ? nothing : html`
                            <span class="sku"><span class="where">Amazon</span> ${listing.sellerSku}</span>`}
                    </p>
                    ${flow(listing, new Set())}
                    <p>${chip(listing.standing)} <span class="sku">${listing.status}</span>
                        ${listing.reason === '' ? nothing : sentence(listing.reason)}</p>
                    <p class="actions">
                        <button type="button" class="primary" ?disabled=${this.asking || listing.sellerSku === null}
                            @click=${this.updateQuantity}>Update quantity</button>
                        <span role="status">${this.told}</span>
                    </p>
                    <listing-actions .api=${this.api} .chosen=${{ listings: [listing.id] }} .named=${'this listing'}
                        .offered=${BESIDE_UPDATE}></listing-actions>
                    <listing-overrides .api=${this.api} .listing=${listing.id}></listing-overrides>
                    ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
                    ${this.explanation === null ? nothing : this.explained(this.explanation)}
                </div>
            </dialog>`;
    }

    private explained({ decision, sent }: Explanation): TemplateResult {
        return html`
            ${decision === null ? html`<p>Nothing was decided for this listing yet.</p>` : decided(decision)}
            <h3>Times</h3>
            ${times([
                ['Decided', this.listing.decidedAt],
                ['Sent to Amazon', this.listing.sentAt],
                ['Accepted by Amazon', this.listing.acceptedAt],
                ['Seen on Amazon', this.listing.effectiveAt],
            ])}
            ${sent.length === 0 ? nothing : timeline(sent)}`;
    }

    private async read(): Promise<void> {
        const { id } = this.listing;
        try {
            const explanation = await this.api.explanation(id);
            if (id === this.listing.id) {
                this.explanation = explanation;
                this.problem = '';
            }
        } catch (failure) {
            this.problem = sentenceOf(failure);
        }
        this.requestUpdate();
    }

    private async updateQuantity(): Promise<void> {
        this.asking = true;
        this.told = '';
        this.requestUpdate();
        try {
            const targets = await this.api.updateQuantity(this.listing.id);
            this.told = targets === 0 ? 'There is nothing to send.' : 'It is decided anew and sent, changed or not.';
        } catch (failure) {
            this.problem = sentenceOf(failure);
        }
        this.asking = false;
        this.requestUpdate();
    }

    private close(): void {
        this.querySelector('dialog')!.close();
    }

    /** The dialog itself is only hit beside its sheet. */
    private clicked(event: Event): void {
        if (event.target === event.currentTarget) {
            this.close();
        }
    }
}

function decided(decision: Decision): TemplateResult {
    const { stock } = decision.facts.variant;
    return html`
        <h3>Why</h3>
        ${steps(decision.trace, (line) => addressOf('profiles', [decision.profile], new URLSearchParams(
            { version: String(decision.profileVersion), line: String(line) })))}
        ${decision.reason === null ? nothing : html`<p>Nothing is sent: ${sentence(decision.reason)}</p>`}
        <p>
            By the Global Profile <a href=${addressOf('profiles', [decision.profile])}>“${decision.profile}”</a>,
            version ${decision.profileVersion}.
        </p>
        <h3>Warehouses</h3>
        ${stock.length === 0 ? html`<p>No warehouse has a level for it.</p>` : html`
            <dl class="pairs">
                ${stock.map((level) => html`
                    <div>
                        <dt>${level.warehouse}</dt>
                        <dd>${level.available === null ? 'unknown' : number(level.available)}${
                            heldOf(level)}${level.active ? nothing : ', not counted'}</dd>
                    </div>`)}
            </dl>`}`;
}

customElements.define('listing-explanation', ListingExplanation);

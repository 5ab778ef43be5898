// Deletes a connection, after it has been told what goes with it and what stays.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Api, Refused } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf, go } from '../frame/router';
import { plural, sentence } from '../frame/words';
import { type Kind, type Outlook, remove } from './connection';

class DeleteConnection extends LitElement {
    static override properties = { connection: { attribute: false }, name: { attribute: false } };
    declare connection: number;
    declare name: string;
    api!: Api;
    kind!: Kind;
    private outlook: Outlook | null = null;
    private busy = false;
    private problem = '';

    protected override createRenderRoot(): this {
        return this;
    }

    protected override render() {
        return html`
            <section aria-label="Delete">
                <h3>Delete</h3>
                ${this.outlook === null ? html`
                    <p class="actions"><button type="button" ?disabled=${this.busy} @click=${this.look}>
                        Delete ${this.name} …</button></p>` : this.told(this.outlook)}
                <p class="problem" role="alert">${this.problem || nothing}</p>
            </section>`;
    }

    private told(outlook: Outlook): TemplateResult {
        return html`
            <div class="notice">
                <p>${plural(outlook.listings, 'listing goes', 'listings go')} with it, ${outlook.linkedListings} of them
                    linked, in ${plural(outlook.sellingLists, 'Selling List', 'Selling Lists')}.
                    ${sentence(outlook.atAmazon)}</p>
                ${outlook.gone === undefined ? nothing : html`<p>Deleted are:</p>
                    <ul class="told">${outlook.gone.map((one) => html`<li>${one}</li>`)}</ul>`}
                <p>What stays:</p>
                <ul class="told">${outlook.kept.map((one) => html`<li>${one}</li>`)}</ul>
                <p>It cannot be undone. Who adds ${this.name} again begins with no listings.</p>
            </div>
            <p class="actions">
                <button type="button" class="danger" ?disabled=${this.busy} @click=${this.takeAway}>
                    Delete ${this.name} with ${plural(outlook.listings, 'listing', 'listings')}</button>
                <button type="button" @click=${this.keep}>Keep it</button>
            </p>`;
    }

    private keep(): void {
        this.outlook = null;
        this.problem = '';
        this.requestUpdate();
    }

    private look(): Promise<void> {
        return this.during(async () => {
            this.outlook = await this.api.get<Outlook>(`/api/v1/${this.kind}/${this.connection}/deletion`);
        });
    }

    private takeAway(): Promise<void> {
        return this.during(async () => {
            try {
                await remove(this.api, this.kind, this.connection, this.outlook!.listings);
            } catch (failure) {
                if (failure instanceof Refused && failure.problem.type === 'urn:stockrule:problem:deletion-not-confirmed') {
                    await this.look();
                    throw new Error('Meanwhile it is other listings that go with it. Look again what goes.');
                }
                throw failure;
            }
            go(addressOf('connections'));
        });
    }

    private async during(done: () => Promise<void>): Promise<void> {
        this.busy = true;
        this.problem = '';
        this.requestUpdate();
        try {
            await done();
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.busy = false;
        this.requestUpdate();
    }
}

customElements.define('delete-connection', DeleteConnection);

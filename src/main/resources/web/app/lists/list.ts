// One Selling List: what is in it, what comes into it, which profile decides, and what can be done with all of it.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf, go } from '../frame/router';
import type { Counts } from '../listings/listing';
import '../actions/actions';
import { ofList, warning } from '../outlook/outlook';
import type { Asked, Preview } from '../outlook/outlook';
import { profileNames } from '../profiles/profile';
import './adding';
import './amazon';
import { countsOf } from './counts';
import './linking';
import { change, counts, remove, type SellingList, sellingList } from './selling';

class SellingListElement extends LitElement {
    static override properties = { name: {} };
    api!: Api;
    /** Its id, as in the address. */
    declare name: string;
    private list: SellingList | null = null;
    private counted: Counts | undefined;
    /** When it was read: then products are what comes next. */
    private wasEmpty = false;
    private asksAmazon = false;
    private names: string[] = [];
    private looked: Asked | null = null;
    private preview: Preview | null = null;
    private wanted = '';
    private asking = false;
    private deleting = false;
    private problem = '';
    private told = '';

    constructor() {
        super();
        readAgain(this, () => this.read());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('name')) {
            void this.read();
        }
    }

    protected override render() {
        return html`
            ${this.problem === '' ? nothing : html`
                <p class="problem" role="alert">
                    ${this.problem} <button type="button" class="quiet" @click=${() => this.read()}>Try again</button>
                </p>`}
            ${this.list === null ? html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>
                <p><a href=${addressOf('lists')}>All lists</a></p>` : this.shown(this.list)}`;
    }

    /** What is not linked is only read for who looks. */
    private opensAmazon(event: Event): void {
        this.asksAmazon ||= (event.target as HTMLDetailsElement).open;
        this.requestUpdate();
    }

    private shown(list: SellingList): TemplateResult {
        const inIt = addressOf('listings', [], new URLSearchParams({ list: String(list.id) }));
        return html`
            <header class="heading">
                <h2>${list.name}</h2>
                <p class="hint">${list.marketplace}, profile “${list.profile ?? 'none'}”</p>
                <a href=${addressOf('lists')}>All lists</a>
            </header>
            <p>${countsOf(this.counted)} <a href=${inIt}>Show its listings</a></p>
            <p role="status">${this.told}</p>
            ${list.kind === 'COLLECTIONS' ? html`
                <p class="hint">Its products are those of
                    ${list.following?.collections.map(({ title }) => title).join(', ') || 'its collections'}.
                    ${list.following?.problem ?? ''}</p>` : html`
                <details ?open=${this.wasEmpty}>
                    <summary>Add products</summary>
                    <variant-adding .api=${this.api} .list=${list.id} @acted=${() => this.count()}></variant-adding>
                </details>`}
            <details @toggle=${this.opensAmazon}>
                <summary>Link by what Amazon lists</summary>
                ${this.asksAmazon ? html`
                    <amazon-linking .api=${this.api} .list=${list} .counts=${this.counted}
                        @acted=${() => this.count()}></amazon-linking>` : nothing}
            </details>
            <details>
                <summary>Link by a file</summary>
                <sku-linking .api=${this.api} .list=${list.id} @acted=${() => this.count()}></sku-linking>
            </details>
            <details>
                <summary>Change profile</summary>
                ${this.profileForm(list)}
            </details>
            <details>
                <summary>More actions</summary>
                <listing-actions .api=${this.api} .chosen=${{ matching: { sellingList: list.id } }}
                    .named=${`all listings of “${list.name}”`} @acted=${() => this.count()}></listing-actions>
            </details>
            <details>
                <summary>Delete</summary>
                <div>
                    <p>Deletes the list and its listings with their links. What they show on Amazon stays there, and nothing
                        follows it any more: choose Stop first if it is to go to 0. It cannot be undone; the list can be
                        made and linked anew.</p>
                    <p class="actions">
                        ${this.deleting ? html`
                            <button type="button" class="primary" @click=${this.delete}>Yes, delete “${list.name}”</button>
                            <button type="button" class="quiet" @click=${() => this.askToDelete(false)}>Keep it</button>`
                            : html`
                            <button type="button" @click=${() => this.askToDelete(true)}>Delete the list</button>`}
                    </p>
                </div>
            </details>`;
    }

    private profileForm(list: SellingList): TemplateResult {
        return html`
            <div class="fields">
                <div class="field">
                    <label for="other-profile">Global Profile</label>
                    <select id="other-profile" @change=${(event: Event) => {
                        this.choose((event.target as HTMLSelectElement).value);
                    }}>
                        ${this.names.map((name) => html`
                            <option value=${name} ?selected=${name === (this.wanted || list.profile)}>${name}</option>`)}
                    </select>
                </div>
                <number-outlook .api=${this.api} .asked=${this.looked} @looked=${(event: Event) => {
                    this.preview = (event.target as unknown as { preview: Preview }).preview;
                    this.requestUpdate();
                }}></number-outlook>
                ${this.wanted === '' || this.wanted === list.profile ? nothing : html`
                    ${this.asking && this.preview !== null ? html`<p class="problem" role="alert">${
                        warning(this.preview)}</p>` : nothing}
                    <p class="actions">
                        <button type="button" class="primary" ?disabled=${this.preview === null}
                            @click=${this.changeProfile}>
                            ${this.asking ? 'Yes, put it' : 'Put it'} under “${this.wanted}”</button>
                    </p>`}
            </div>`;
    }

    private choose(profile: string): void {
        this.wanted = profile;
        this.preview = null;
        this.asking = false;
        this.looked = profile === this.list!.profile ? null : ofList(this.list!.id, profile);
        this.requestUpdate();
    }

    private async changeProfile(): Promise<void> {
        if (this.preview!.asksAgain && !this.asking) {
            this.asking = true;
            this.requestUpdate();
            return;
        }
        try {
            const before = this.list!.profile;
            await change(this.api, this.list!.id, { profile: this.wanted });
            this.told = `It is under “${this.wanted}” now, and its numbers are decided again. `
                + `To take that back, put it under “${before ?? ''}” again.`;
            this.choose('');
            this.looked = null;
            await this.read();
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private askToDelete(asking: boolean): void {
        this.deleting = asking;
        this.requestUpdate();
    }

    private async delete(): Promise<void> {
        try {
            await remove(this.api, this.list!.id);
            go(addressOf('lists'));
        } catch (failure) {
            this.problem = problemOf(this, failure);
            this.requestUpdate();
        }
    }

    private async read(): Promise<void> {
        this.problem = '';
        try {
            const [list, known] = await Promise.all([sellingList(this.api, this.name), profileNames(this.api)]);
            this.list = list;
            this.names = known;
            this.requestUpdate();
            await this.count();
            this.wasEmpty = Object.values(this.counted ?? {}).every((count) => count === 0);
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private async count(): Promise<void> {
        this.counted = await counts(this.api, this.list!.id);
        this.requestUpdate();
    }
}

customElements.define('selling-list', SellingListElement);

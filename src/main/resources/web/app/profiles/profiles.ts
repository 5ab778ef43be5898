// Global Profiles: which there are, what a new one can begin with, and one of them in the editor.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf, type Place } from '../frame/router';
import { plural, sentence } from '../frame/words';
import './editor';
import './gallery';
import { type Profile, type ProfileSummary, profile, profiles, remove, save } from './profile';
import './profiles.css';

/** Every merchant keeps it. */
const KEPT = 'Default';

class StockruleProfiles extends LitElement {
    static override properties = { place: { attribute: false } };
    /** Within it, the name of the profile that is open; `new` is asked for where one is written, `gallery` where one
     *  chooses what it begins with. */
    declare place: Place;
    api!: Api;
    private known: ProfileSummary[] | null = null;
    private complete = false;
    private problem = '';
    /** Which one somebody wants to delete, until it is settled. */
    private leaving: string | null = null;
    /** What can be brought back. */
    private deleted: Profile | null = null;

    constructor() {
        super();
        readAgain(this, () => this.isList() && this.read());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('place') && this.isList()) {
            void this.read();
        }
    }

    protected override render() {
        const name = this.name();
        const { asked } = this.place;
        return html`
            <main class="room">
                ${name !== null || asked.has('new') ? html`
                    <profile-editor .api=${this.api} .name=${name} .version=${asked.get('version')}
                        .example=${asked.get('example')} .view=${asked.get('view')} .changes=${asked.get('changes')}
                        .line=${asked.get('line')}>
                    </profile-editor>`
                    : asked.has('gallery') ? html`<profile-gallery .api=${this.api}></profile-gallery>` : this.list()}
            </main>`;
    }

    private name(): string | null {
        return this.place.within[0] ?? null;
    }

    private isList(): boolean {
        return this.name() === null && !this.place.asked.has('new') && !this.place.asked.has('gallery');
    }

    private list(): TemplateResult {
        return html`
            <header class="heading">
                <h2>Global Profiles</h2>
                <a class="button primary" href=${addressOf('profiles', [], new URLSearchParams({ gallery: '' }))}>
                    New profile</a>
            </header>
            <p class="hint">A profile says which number is listed for which stock. Every Selling List follows one.</p>
            ${this.problem === '' ? nothing : html`
                <p class="problem" role="alert">
                    ${sentence(this.problem)}
                    <button type="button" class="quiet" @click=${() => this.read()}>Try again</button>
                </p>`}
            ${this.deleted === null ? nothing : html`
                <p class="told" role="status">“${this.deleted.name}” is deleted.
                    <button type="button" @click=${() => this.bringBack()}>Bring it back</button></p>`}
            ${this.known === null ? html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>` : html`
                <ul class="names profiles">${this.known.map((one) => this.entry(one))}</ul>
                <p class="hint" role="status">${plural(this.known.length, 'profile', 'profiles')}${
                    this.complete ? '' : ' so far …'}</p>`}`;
    }

    private entry(one: ProfileSummary): TemplateResult {
        return html`
            <li>
                <a href=${addressOf('profiles', [one.name])}>${one.name}</a>
                <span>${one.quantity === undefined ? 'cannot be read any more: open it and correct it'
                    : shown(one.quantity)}</span>
                <span class=${(one.warnings ?? 0) > 0 ? 'warned' : 'hint'}>
                    ${one.warnings === undefined ? nothing : one.warnings === 0 ? 'no warnings'
                        : plural(one.warnings, 'warning', 'warnings')}</span>
                <span class="hint">version ${one.version}</span>
                <span class="uses">${followed(one)}</span>
                ${one.name === KEPT ? nothing : html`
                    <button type="button" class="quiet" aria-label="Delete ${one.name}"
                        aria-expanded=${this.leaving === one.name ? 'true' : 'false'}
                        @click=${() => this.ask(this.leaving === one.name ? null : one.name)}>Delete</button>`}
                ${this.leaving === one.name ? this.deletion(one) : nothing}
            </li>`;
    }

    private deletion(one: ProfileSummary): TemplateResult {
        return one.lists.length > 0 ? html`
            <p class="asked" role="alert">It cannot be deleted while it is followed: give
                ${one.lists.map(({ name }) => `“${name}”`).join(', ')} another profile first.</p>` : html`
            <div class="asked" role="alert">
                <p>“${one.name}” and its versions go from this list; nothing on Amazon changes, because no Selling List
                    follows it. Right afterwards you can bring its text back, as a first version.</p>
                <p class="actions">
                    <button type="button" class="primary" @click=${() => this.takeAway(one)}>Delete “${one.name}”</button>
                    <button type="button" class="quiet" @click=${() => this.ask(null)}>Keep it</button>
                </p>
            </div>`;
    }

    private ask(name: string | null): void {
        this.leaving = name;
        this.requestUpdate();
    }

    private async takeAway({ name, version }: ProfileSummary): Promise<void> {
        try {
            const gone = await profile(this.api, name);
            await remove(this.api, name, version);
            this.deleted = gone;
            this.leaving = null;
            await this.read();
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private async bringBack(): Promise<void> {
        const { name, text } = this.deleted!;
        try {
            await save(this.api, name, text, null);
            this.deleted = null;
            await this.read();
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    /** Page by page, each shown as it comes. */
    private async read(): Promise<void> {
        this.problem = '';
        try {
            let found: ProfileSummary[] = [];
            let after: string | null = null;
            do {
                const page: Awaited<ReturnType<typeof profiles>> = await profiles(this.api, after);
                found = [...found, ...page.items];
                after = page.next ?? null;
                this.known = found;
                this.complete = after === null;
                this.requestUpdate();
            } while (after !== null && this.isConnected && this.isList());
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }
}

/** `quantity not more than 10` is `not more than 10`. */
function shown(quantity: string): string {
    return quantity.replace(/^quantity /, '');
}

function followed({ lists }: ProfileSummary): string {
    return lists.length === 0 ? 'no Selling List follows it'
        : `followed by ${lists.map(({ name, listings }) => `“${name}” (${plural(listings, 'listing', 'listings')})`)
            .join(', ')}`;
}

customElements.define('stockrule-profiles', StockruleProfiles);

// Global Profiles: which there are, and one of them in the editor.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf, type Place } from '../frame/router';
import { plural } from '../frame/words';
import './editor';
import { type ProfileSummary, profiles } from './profile';

class StockruleProfiles extends LitElement {
    static override properties = { place: { attribute: false } };
    /** Within it, the name of the profile that is open; `new` is asked for where one is written. */
    declare place: Place;
    api!: Api;
    private known: ProfileSummary[] | null = null;
    private problem = '';

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('place') && this.name() === null && !this.isNew()) {
            void this.read();
        }
    }

    protected override render() {
        const name = this.name();
        return html`
            <main class="room">
                ${name !== null || this.isNew() ? html`
                    <profile-editor .api=${this.api} .name=${name} .version=${this.place.asked.get('version')}>
                    </profile-editor>` : this.list()}
            </main>`;
    }

    private name(): string | null {
        return this.place.within[0] ?? null;
    }

    private isNew(): boolean {
        return this.place.asked.has('new');
    }

    private list(): TemplateResult {
        return html`
            <header class="heading">
                <h2>Global Profiles</h2>
                <a class="button primary" href=${addressOf('profiles', [], new URLSearchParams({ new: '' }))}>New profile</a>
            </header>
            <p class="hint">A profile says which number is listed for which stock. Every Selling List follows one.</p>
            ${this.problem === '' ? nothing : html`
                <p class="problem" role="alert">
                    ${this.problem} <button type="button" class="quiet" @click=${() => this.read()}>Try again</button>
                </p>`}
            ${this.known === null ? html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>` : html`
                <ul class="names">
                    ${this.known.map((one) => html`
                        <li>
                            <a href=${addressOf('profiles', [one.name])}>${one.name}</a>
                            <span class="hint">version ${one.version}</span>
                        </li>`)}
                </ul>
                <p class="hint" role="status">${plural(this.known.length, 'profile', 'profiles')}</p>`}`;
    }

    private async read(): Promise<void> {
        this.problem = '';
        try {
            this.known = (await profiles(this.api)).items;
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }
}

customElements.define('stockrule-profiles', StockruleProfiles);

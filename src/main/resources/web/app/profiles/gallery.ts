// Profiles to begin with: what each is for, what it makes of each amount, and its text.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf } from '../frame/router';
import { picture } from './curve';
import { type Example, examples } from './profile';

class ProfileGallery extends LitElement {
    api!: Api;
    private known: Example[] | null = null;
    private problem = '';

    constructor() {
        super();
        readAgain(this, () => this.read());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    override connectedCallback(): void {
        super.connectedCallback();
        void this.read();
    }

    protected override render() {
        return html`
            <header class="heading">
                <h2>What shall the new profile be like?</h2>
                <a href=${addressOf('profiles')}>All profiles</a>
            </header>
            <p class="hint">Choose what comes closest; everything can be changed before it is saved.
                <a href=${addressOf('profiles', [], new URLSearchParams({ new: '' }))}>Begin with a few lines</a></p>
            ${this.problem === '' ? nothing : html`
                <p class="problem" role="alert">
                    ${this.problem} <button type="button" class="quiet" @click=${() => this.read()}>Try again</button>
                </p>`}
            ${this.known === null ? html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>` : html`
                <ul class="gallery">${this.known.map((one) => this.example(one))}</ul>`}`;
    }

    private example(one: Example): TemplateResult {
        const asked = new URLSearchParams({ new: '', example: one.title });
        return html`
            <li>
                <h3><a href=${addressOf('profiles', [], asked)}>${one.title}</a></h3>
                <p>${one.sentence}</p>
                ${picture(one.curve, null)}
                <details>
                    <summary>Its text</summary>
                    <pre tabindex="0" role="group" aria-label="Text of ${one.title}">${one.text}</pre>
                </details>
            </li>`;
    }

    private async read(): Promise<void> {
        this.problem = '';
        try {
            this.known = await examples(this.api);
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }
}

customElements.define('profile-gallery', ProfileGallery);

// The versions that a profile has had: who saved them, and what each of them changed.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf } from '../frame/router';
import { sentence, time } from '../frame/words';
import { curve, sameCurve } from './curve';
import { type Difference, difference, type Version } from './profile';

class ProfileHistory extends LitElement {
    static override properties = {
        name: { attribute: false }, versions: { attribute: false }, shown: { attribute: false },
        changes: { attribute: false },
    };
    declare name: string;
    /** Newest first. */
    declare versions: Version[];
    /** The one that is in the editor. */
    declare shown: number | null;
    /** Of which version it is told what it changed. */
    declare changes: number | null;
    api!: Api;
    private told: Difference | null = null;
    private problem = '';

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('changes') || changed.has('name')) {
            this.told = null;
            this.problem = '';
            if (this.changes !== null) {
                void this.read(this.name, this.changes);
            }
        }
    }

    protected override render() {
        return html`
            <ol class="names">
                ${this.versions.map((one) => html`
                    <li>
                        <a href=${this.address({ version: String(one.version) })}
                            aria-current=${one.version === this.shown ? 'true' : nothing}>Version ${one.version}</a>
                        <span class="hint">${time(one.savedAt)}, ${one.savedBy}</span>
                        ${one.version === 1 ? nothing : html`
                            <a href=${this.address({ changes: String(one.version) })}
                                aria-current=${one.version === this.changes ? 'true' : nothing}
                                aria-label="What version ${one.version} changed">What it changed</a>`}
                        ${one.version === this.changes ? this.difference() : nothing}
                    </li>`)}
            </ol>
            <p class="hint">Open an earlier version and save it: then it is in force again, as a version of its own.</p>`;
    }

    private address(asked: Record<string, string>): string {
        return addressOf('profiles', [this.name], new URLSearchParams({ view: 'versions', ...asked }));
    }

    private difference(): TemplateResult {
        if (this.problem !== '') {
            return html`<p class="problem" role="alert">${sentence(this.problem)}</p>`;
        }
        const { told } = this;
        if (told === null) {
            return html`<p role="status">Comparing …</p>`;
        }
        return html`
            <div class="difference">
                ${told.rows.length === 0 ? html`
                    <p>${told.complete ? 'It decides the same as version' : 'No difference was found to version'}
                        ${told.from}.</p>` : html`
                    <p>${relation(told)}</p>
                    <p>Against version ${told.from}:</p>
                    <ul>${told.rows.map((row) => html`<li><code>${row.replaceAll('->', '→')}</code></li>`)}</ul>`}
                ${told.complete ? nothing : html`
                    <p class="hint">Not every stock of every listing was tried: there may be more.</p>`}
                ${sameCurve(told.before, told.after) ? nothing
                    : curve(told.after, told.before, `version ${told.from}`)}
            </div>`;
    }

    private async read(name: string, number: number): Promise<void> {
        try {
            const told = await difference(this.api, name, number);
            if (name === this.name && number === this.changes) {
                this.told = told;
            }
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }
}

/** Whether a merchant who lists too much, or too little, has less to fear. */
function relation({ from, complete, relation: { kind, more, less } }: Difference): string {
    const packs = 'of goods not sold in packs';
    const said = {
        EQUAL: `it lists the same as version ${from}, ${packs}.`,
        NEVER_MORE: `it never lists more than version ${from}, ${packs}.`,
        NEVER_LESS: `it never lists less than version ${from}, ${packs}.`,
        DIFFERS: more !== null && less !== null
            ? `it lists more than version ${from} with some stock, and less with other.`
            : `with some stock only one of it and version ${from} holds.`,
    }[kind];
    return sentence(complete ? said : `as far as was tried, ${said}`);
}

customElements.define('profile-history', ProfileHistory);

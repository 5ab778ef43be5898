// More actions, for one listing, many, or all that match: what each will do, how far it is, and what became of each listing.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { number, plural, sentence } from '../frame/words';
import './actions.css';
import { type Action, ACTIONS, begin, cancel, type Chosen, type Job, job, type Result, results } from './jobs';

const LOOK_AGAIN = 1_000;

class ListingActions extends LitElement {
    static override properties = { chosen: { attribute: false }, named: {}, offered: { attribute: false } };
    api!: Api;
    declare chosen: Chosen;
    /** What it is for, as `all listings of this list`. */
    declare named: string;
    offered = ACTIONS;
    private asked: Action | null = null;
    private job: Job | null = null;
    private found: Result[] = [];
    private more: string | null = null;
    private problem = '';
    private busy = false;
    private watching = new AbortController();

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        this.watching.abort();
    }

    protected override createRenderRoot(): this {
        return this;
    }

    /** Nobody agrees to something for others than were asked about. */
    protected override willUpdate(changed: PropertyValues<this>): void {
        const before = changed.get('chosen');
        if (before !== undefined && JSON.stringify(before) !== JSON.stringify(this.chosen)) {
            this.asked = null;
        }
    }

    protected override render() {
        return html`
            <section class="more-actions" aria-label="More actions">
                <h3>More actions</h3>
                <p class="hint">For ${this.named}.</p>
                <p class="actions">
                    ${this.offered.map((action) => html`
                        <button type="button" ?disabled=${this.busy} aria-pressed=${this.asked === action}
                            @click=${() => this.ask(action)}>${action.title}</button>`)}
                </p>
                ${this.asked === null ? nothing : this.question(this.asked)}
                ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
                ${this.job === null ? nothing : this.progress(this.job)}
            </section>`;
    }

    private question(action: Action): TemplateResult {
        return html`
            <div class="question" role="group" aria-label=${action.title}>
                <p><strong>${action.title}</strong> for ${this.named}? ${action.means}</p>
                <p class="actions">
                    <button type="button" class="primary" ?disabled=${this.busy} @click=${() => this.begin(action)}>
                        ${action.title} now</button>
                    <button type="button" class="quiet" @click=${() => this.ask(null)}>Leave it as it is</button>
                </p>
            </div>`;
    }

    private progress(it: Job): TemplateResult {
        const seen = it.done + it.refused;
        const open = it.state === 'RUNNING' || it.state === 'WAITING';
        return html`
            <div class="job">
                <p role="status">${told(it)}</p>
                ${it.state !== 'RUNNING' || it.listings === undefined ? nothing : html`
                    <progress max=${it.listings} value=${seen} aria-label="Done"></progress>`}
                <p class="actions">
                    ${open ? html`<button type="button" @click=${this.cancel}>Cancel the rest</button>` : nothing}
                    <button type="button" class="quiet" @click=${() => this.show(null)}>What became of each</button>
                </p>
                ${this.found.length === 0 ? nothing : html`
                    <div class="scrolling" tabindex="0" role="region" aria-label="What became of each listing">
                        <table>
                            <thead><tr><th scope="col">Amazon SKU</th><th scope="col">What became of it</th></tr></thead>
                            <tbody>
                                ${this.found.map((one) => html`
                                    <tr class=${one.outcome.toLowerCase()}>
                                        <td class="sku">${one.sellerSku ?? 'not linked'}</td>
                                        <td>${sentence(one.told)}</td>
                                    </tr>`)}
                            </tbody>
                        </table>
                    </div>
                    ${this.more === null ? nothing : html`
                        <button type="button" class="more" @click=${() => this.show(this.more)}>Show more</button>`}`}
            </div>`;
    }

    private ask(action: Action | null): void {
        this.asked = this.asked === action ? null : action;
        this.problem = '';
        this.requestUpdate();
        if (this.asked !== null) {
            void this.updateComplete.then(() => this.querySelector<HTMLElement>('.question .primary')?.focus());
        }
    }

    private async begin(action: Action): Promise<void> {
        this.busy = true;
        this.problem = '';
        this.requestUpdate();
        try {
            this.found = [];
            this.more = null;
            this.job = await begin(this.api, action, this.chosen);
            this.asked = null;
            this.dispatchEvent(new Event('acted', { bubbles: true }));
            void this.watch(this.job.id);
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.busy = false;
        this.requestUpdate();
    }

    private async watch(id: number): Promise<void> {
        this.watching.abort();
        this.watching = new AbortController();
        const { signal } = this.watching;
        while (!signal.aborted && (this.job?.state === 'RUNNING' || this.job?.state === 'WAITING')) {
            await new Promise((resolve) => {
                setTimeout(resolve, LOOK_AGAIN);
            });
            try {
                this.job = await job(this.api, id, signal);
                this.problem = '';
            } catch (failure) {
                if (signal.aborted) {
                    return;
                }
                this.problem = `${problemOf(this, failure)} The work goes on; it is looked at again.`;
            }
            this.requestUpdate();
        }
        this.dispatchEvent(new Event('acted', { bubbles: true }));
    }

    private async show(after: string | null): Promise<void> {
        try {
            const page = await results(this.api, this.job!.id, after);
            this.found = after === null ? page.items : [...this.found, ...page.items];
            this.more = page.next ?? null;
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private async cancel(): Promise<void> {
        try {
            this.job = await cancel(this.api, this.job!.id);
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }
}

function told(it: Job): string {
    const title = ACTIONS.find(({ name }) => name === it.action.toLowerCase().replaceAll('_', '-'))!.title;
    const done = `${plural(it.done, 'listing', 'listings')} done`;
    const refused = it.refused === 0 ? '' : `, ${number(it.refused)} not`;
    const leaving = it.leaving === 0 ? '' : ` ${plural(it.leaving, 'leaves its list', 'leave their lists')} as soon as `
        + 'Amazon shows 0; that goes on without this page.';
    switch (it.state) {
        case 'RUNNING':
            return `${title}: ${done}${refused} so far. It goes on without this page.`;
        case 'WAITING':
        case 'DONE':
            return `${title}: ${done}${refused}.${leaving}`;
        case 'CANCELLED':
            return `${title} was cancelled: ${done}${refused}; the rest is as it was.`;
    }
}

customElements.define('listing-actions', ListingActions);

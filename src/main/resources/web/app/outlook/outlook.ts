// What would become of the numbers if a profile had another text, or a Selling List another profile: counted while it is
// looked at, listing by listing, and never guessed.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Api, sentenceOf } from '../frame/api';
import { events } from '../frame/streams';
import { number, plural } from '../frame/words';
import '../actions/actions.css';

export interface Preview {
    listings: number;
    seen: number;
    counts: {
        toZero: number;
        falls: number;
        rises: number;
        handlingTimes: number;
        stays: number;
        held: number;
        begins: number;
    };
    lists: { id: number; name: string; listings: number }[];
    largest: { listing: number; sku: string; title: string; sellerSku: string; before?: number; after?: number }[];
    complete: boolean;
    /** So many go to 0 that somebody should say so once more. */
    asksAgain: boolean;
}

/** Where it is asked, and with what. */
export interface Asked {
    path: string;
    body: object;
}

export function ofText(name: string, text: string): Asked {
    return { path: `/api/v1/profiles/${encodeURIComponent(name)}/preview`, body: { text } };
}

export function ofList(list: number, profile: string): Asked {
    return { path: `/api/v1/selling-lists/${list}/preview`, body: { profile } };
}

/** Looks until it is complete; who aborts ends the work of the service, too. */
export async function look(api: Api, asked: Asked, signal: AbortSignal, told: (preview: Preview) => void): Promise<Preview> {
    const answer = await api.call(asked.path, { method: 'POST', body: asked.body, signal });
    let last: Preview | null = null;
    await events(answer, (data) => {
        last = JSON.parse(data) as Preview;
        told(last);
    });
    const whole = last as Preview | null;
    if (whole?.complete !== true) {
        throw new Error('The look ahead broke off before its end.');
    }
    return whole;
}

/** What to ask once more before so many numbers go to 0. */
export function warning({ counts, seen }: Preview): string {
    return `${number(counts.toZero)} of ${plural(seen, 'listing', 'listings')} would show 0 on Amazon. Is that what you want?`;
}

/** Tells `looked` when the whole is known. */
class NumberOutlook extends LitElement {
    static override properties = { asked: { attribute: false } };
    api!: Api;
    declare asked: Asked | null;
    preview: Preview | null = null;
    private problem = '';
    private looking = new AbortController();

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        this.looking.abort();
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('asked')) {
            void this.look();
        }
    }

    protected override render() {
        return html`
            ${this.problem === '' ? nothing : html`
                <p class="problem" role="alert">
                    ${this.problem} <button type="button" class="quiet" @click=${() => this.look()}>Look again</button>
                </p>`}
            ${this.preview === null ? nothing : this.told(this.preview)}`;
    }

    private told({ counts, seen, listings, lists, largest, complete }: Preview): TemplateResult {
        const used = plural(lists.length, 'Selling List', 'Selling Lists');
        return html`
            <section class="outlook" aria-label="What would change">
                <p role="status">${complete
                    ? `${plural(seen, 'linked listing', 'linked listings')} in ${used} looked at.`
                    : `${number(seen)} of ${number(listings)} listings looked at …`}</p>
                ${complete ? nothing : html`<progress max=${listings} value=${seen} aria-label="Looked at"></progress>`}
                <dl class="pairs">
                    ${pair('go to 0', counts.toZero)} ${pair('fall', counts.falls)} ${pair('rise', counts.rises)}
                    ${pair('stay', counts.stays)} ${pair('are held', counts.held)}
                    ${counts.handlingTimes === 0
                        ? nothing
                        : pair('change their handling time only', counts.handlingTimes)}
                    ${counts.begins === 0 ? nothing : pair('get a first number', counts.begins)}
                </dl>
                ${lists.length < 2 ? nothing : html`
                    <p class="hint">${lists.map((one) => `${one.name} (${number(one.listings)})`).join(', ')}</p>`}
                ${largest.length === 0 ? nothing : html`
                    <h4>The largest changes</h4>
                    <ol class="names">
                        ${largest.map((one) => html`
                            <li>
                                <span>${one.title || one.sku} <span class="sku">${one.sellerSku}</span></span>
                                <span>${number(one.before ?? 0)} → <strong>${number(one.after ?? 0)}</strong></span>
                            </li>`)}
                    </ol>`}
            </section>`;
    }

    private async look(): Promise<void> {
        this.looking.abort();
        this.looking = new AbortController();
        const { signal } = this.looking;
        this.preview = null;
        this.problem = '';
        if (this.asked === null) {
            return;
        }
        try {
            const whole = await look(this.api, this.asked, signal, (preview) => {
                this.preview = preview;
                this.requestUpdate();
            });
            this.preview = whole;
            this.dispatchEvent(new Event('looked'));
        } catch (failure) {
            if (signal.aborted) {
                return;
            }
            this.problem = sentenceOf(failure);
        }
        this.requestUpdate();
    }
}

function pair(what: string, count: number): TemplateResult {
    return html`<div><dt>${what}</dt><dd>${number(count)}</dd></div>`;
}

customElements.define('number-outlook', NumberOutlook);

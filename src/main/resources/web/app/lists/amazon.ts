// Links by what Amazon lists: the service has Amazon's report of all listings fetched, and what has the same SKU in the store
// is linked by a click. What only may belong together is shown, and linked one by one.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { number, plural, sentence, time } from '../frame/words';
import type { Counts, Page } from '../listings/listing';
import {
    type AmazonReport, askForReport, type Candidate, type LinkedRows, linkRows, type LinkWish, notLinked,
    type NotLinkedListing, reports, type SellingList,
} from './selling';

/** Milliseconds between two looks at how far Amazon is. */
const LOOK_AGAIN = 3_000;
/** Rows that are shown at once. */
const SHOWN = 100;

class AmazonLinking extends LitElement {
    static override properties = { list: { attribute: false }, counts: { attribute: false } };
    declare list: SellingList;
    /** Of its listings: other ones when something has become of them. */
    declare counts: Counts | undefined;
    api!: Api;
    /** Undefined until it is known; null when nobody has asked for one. */
    private report: AmazonReport | null | undefined;
    private found: NotLinkedListing[] = [];
    private told = '';
    /** Why what is shown may be old. */
    private problem = '';
    /** Why not all was linked that was to be. */
    private failed = '';
    private busy = false;
    private next: ReturnType<typeof setTimeout> | undefined;

    constructor() {
        super();
        readAgain(this, () => this.look());
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        clearTimeout(this.next);
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('list')) {
            this.told = '';
            this.failed = '';
        }
        if (changed.has('list') || changed.has('counts')) {
            void this.look();
        }
    }

    protected override render() {
        const { report } = this;
        const problem = [this.failed, this.problem].filter((one) => one !== '').map(sentence).join(' ');
        return html`
            <p class="hint">Amazon writes a report of all that you list in ${this.list.marketplace}, which takes some minutes.
                What has the same SKU there and in your store can then be linked at once.</p>
            ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
            ${report === undefined ? html`<p role="status">${this.problem === '' ? 'Loading …' : ''}</p>` : html`
                <p role="status">${this.busy ? 'Linking …' : `${how(report)} ${this.told}`}</p>
                ${isAwaited(report) ? nothing : html`
                    <p class="actions"><button type="button" ?disabled=${this.busy} @click=${this.ask}>
                        ${report?.catalogue === undefined ? 'Ask Amazon what it lists' : 'Ask Amazon anew'}</button></p>`}
                ${report?.catalogue === undefined ? nothing : this.listings()}`}`;
    }

    private listings(): TemplateResult {
        const equal = this.found.flatMap(equalSku);
        const others = this.found.filter((one) => equalSku(one).length === 0);
        return html`
            ${equal.length === 0 ? nothing : html`
                <p class="actions"><button type="button" class="primary" ?disabled=${this.busy}
                    @click=${() => this.link(equal)}>
                    Link ${plural(equal.length, 'product whose SKU is', 'products whose SKUs are')} the same on Amazon</button>
                </p>`}
            ${others.length === 0 ? nothing : html`
                <div class="scrolling" tabindex="0" role="region" aria-label="What is not linked">
                    <table>
                        <thead><tr>
                            <th scope="col">Product</th><th scope="col">SKU</th><th scope="col">On Amazon it may be</th>
                        </tr></thead>
                        <tbody>${others.slice(0, SHOWN).map((one) => this.row(one))}</tbody>
                    </table>
                </div>
                ${others.length <= SHOWN ? nothing : html`
                    <p class="hint">The first ${number(SHOWN)} of ${number(others.length)} are shown.</p>`}`}`;
    }

    private row(one: NotLinkedListing): TemplateResult {
        return html`
            <tr>
                <td>${one.title ?? one.sku ?? ''}</td><td class="sku">${one.sku ?? 'none'}</td>
                <td>${one.candidates.length === 0 ? 'Nothing on Amazon has a SKU like it.'
                    : one.candidates.map((candidate) => this.candidate(one, candidate))}</td>
            </tr>`;
    }

    private candidate(listing: NotLinkedListing, candidate: Candidate): TemplateResult {
        const { amazonSku, packSize } = candidate;
        const pack = packSize > 1 ? `, a pack of ${packSize}` : '';
        return html`
            <p><span class="sku">${amazonSku}</span> ${candidate.title}${pack}
                ${candidate.fba ? html`<span class="hint">FBA: Amazon fulfils it, so no number is ever sent.</span>`
                    : candidate.taken ? html`<span class="hint">Linked to another listing.</span>` : html`
                        <button type="button" class="quiet" ?disabled=${this.busy}
                            aria-label="Link ${listing.title ?? listing.sku} to ${amazonSku}${pack}"
                            @click=${() => this.link([{
                                amazonSku, listing: listing.listing, ...packSize > 1 ? { packSize } : {},
                            }])}>Link</button>`}</p>`;
    }

    private async look(): Promise<void> {
        clearTimeout(this.next);
        const { id, amazonAccountId: account, marketplace } = this.list;
        try {
            const report = (await reports(this.api, account)).find((one) => one.marketplace === marketplace) ?? null;
            const found = report?.catalogue === undefined ? [] : await all(this.api, this.list);
            if (id === this.list.id) {
                this.report = report;
                this.found = found;
                this.problem = '';
            }
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
        if (this.isConnected && isAwaited(this.report)) {
            this.next = setTimeout(() => void this.look(), LOOK_AGAIN);
        }
    }

    private async ask(): Promise<void> {
        this.told = '';
        this.failed = '';
        try {
            await askForReport(this.api, this.list.amazonAccountId, this.list.marketplace);
            await this.look();
        } catch (failure) {
            this.problem = problemOf(this, failure);
            this.requestUpdate();
        }
    }

    private async link(wishes: LinkWish[]): Promise<void> {
        this.busy = true;
        this.told = '';
        this.failed = '';
        this.requestUpdate();
        try {
            await linkRows(this.api, this.list, wishes, (soFar) => {
                this.told = outcome(soFar);
                this.requestUpdate();
            });
        } catch (failure) {
            this.failed = problemOf(this, failure);
        }
        this.busy = false;
        this.requestUpdate();
        if (this.told !== '') {
            this.dispatchEvent(new Event('acted', { bubbles: true }));
        }
    }
}

/** Those of the list that are not linked, page by page. */
async function all(api: Api, list: SellingList): Promise<NotLinkedListing[]> {
    const found: NotLinkedListing[] = [];
    for (let after: string | undefined = '0'; after !== undefined;) {
        const page: Page<NotLinkedListing> = await notLinked(api, list, after);
        found.push(...page.items);
        after = page.next ?? undefined;
    }
    return found;
}

/** Of a listing with one that has the same SKU and may be linked; a guess is none. */
function equalSku({ listing, candidates }: NotLinkedListing): LinkWish[] {
    const free = candidates.filter((one) => one.how === 'EXACT' && !one.guess && !one.fba && !one.taken);
    return free.length === 1 ? [{ amazonSku: free[0].amazonSku, listing }] : [];
}

function isAwaited(report: AmazonReport | null | undefined): boolean {
    return report != null && (report.state === 'TO_ASK' || report.state === 'WAITING') && report.wantedAt !== undefined;
}

function how(report: AmazonReport | null): string {
    if (report === null) {
        return 'Nobody has asked Amazon for it yet.';
    }
    const { catalogue, problem, rowsSoFar } = report;
    const known = catalogue === undefined ? ''
        : `Amazon listed ${plural(catalogue.listed, 'offer', 'offers')} on ${time(catalogue.dataAt)}.`;
    const now = report.state === 'FAILED' ? `The last report failed: ${sentence(problem ?? 'Amazon did not say why')}`
        : !isAwaited(report) ? ''
            : rowsSoFar === undefined || rowsSoFar === 0 ? 'Amazon writes a report …'
                : `The report is read: ${plural(rowsSoFar, 'row', 'rows')} so far …`;
    return `${known} ${now}`.trim();
}

function outcome({ linked, added, unchanged, results }: LinkedRows): string {
    const refused = results.filter((one) => one.outcome === 'REFUSED');
    return [
        `${plural(linked + added + unchanged, 'product is', 'products are')} linked.`,
        ...refused.slice(0, 3).map((one) => `${one.amazonSku} is not: ${sentence(one.problem?.detail ?? 'it was refused')}`),
        ...refused.length > 3 ? [`${number(refused.length - 3)} more are not.`] : [],
    ].join(' ');
}

customElements.define('amazon-linking', AmazonLinking);

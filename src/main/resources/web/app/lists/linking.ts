// Links by a file: a table of store and Amazon SKUs, tried before it is done; or Amazon's report, which says what may be
// linked and links nothing.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { number, plural, sentence } from '../frame/words';
import { type Linked, type Proposal, type Proposed, upload } from './selling';

/** Lines of a table that are shown at once. */
const SHOWN = 200;

class SkuLinking extends LitElement {
    static override properties = { list: { type: Number } };
    api!: Api;
    declare list: number;
    private file: File | null = null;
    private tried: Linked | null = null;
    private proposed: Proposed | null = null;
    private problem = '';
    private told = '';
    private busy = false;

    protected override createRenderRoot(): this {
        return this;
    }

    protected override render() {
        return html`
            <div class="fields">
                <div class="field">
                    <label for="map-file">A table with the columns “store SKU” and “Amazon SKU”, and “pack size” if you sell
                        packs (CSV)</label>
                    <input id="map-file" type="file" accept=".csv,.txt,.tsv" @change=${(event: Event) => this.map(event)}>
                </div>
                <div class="field">
                    <label for="report-file">Or Amazon’s listings report, to see what may belong together (TXT)</label>
                    <input id="report-file" type="file" accept=".csv,.txt,.tsv" @change=${(event: Event) => {
                        void this.report(event);
                    }}>
                </div>
            </div>
            ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
            <p role="status">${this.busy ? 'Reading the file …' : this.told}</p>
            ${this.tried === null ? nothing : this.mapped(this.tried)}
            ${this.proposed === null ? nothing : this.found(this.proposed)}`;
    }

    private mapped(it: Linked): TemplateResult {
        const lines = [...it.results].sort((one, other) => rank(one.outcome) - rank(other.outcome));
        return html`
            ${it.dryRun ? html`
                <p class="actions">
                    <button type="button" class="primary" ?disabled=${this.busy || it.added + it.linked === 0}
                        @click=${() => this.link()}>
                        Link ${plural(it.added + it.linked, 'line', 'lines')}</button>
                    <button type="button" class="quiet" @click=${this.forget}>Leave it as it is</button>
                </p>` : nothing}
            ${remarks(it.remarks)}
            ${table('What each line does', ['Line', 'Store SKU', 'Amazon SKU', it.dryRun ? 'Would be' : 'Was'],
                lines.slice(0, SHOWN).map((line) => html`
                    <tr class=${line.outcome.toLowerCase()}>
                        <td>${line.line}</td><td class="sku">${line.storeSku}</td><td class="sku">${line.amazonSku}</td>
                        <td>${OUTCOMES[line.outcome]}${line.problem === undefined ? nothing : html`:
                            ${sentence(line.problem.detail)}
                            ${line.problem.suggestions.length === 0 ? nothing
                                : `Nearly: ${line.problem.suggestions.join(', ')}.`}`}
                            ${line.warnings?.map((warning) => sentence(warning))}</td>
                    </tr>`), lines.length)}`;
    }

    private found(it: Proposed): TemplateResult {
        const exact = it.proposals.filter((one) => one.kind === 'EXACT');
        return html`
            ${exact.length === 0 ? nothing : html`
                <p class="actions">
                    <button type="button" class="primary" ?disabled=${this.busy} @click=${() => this.tryExact(exact)}>
                        Try to link the ${plural(exact.length, 'equal SKU', 'equal SKUs')}</button>
                </p>`}
            ${remarks(it.remarks)}
            ${table('What may belong together', ['Line', 'Amazon SKU', 'What it may be'],
                it.proposals.slice(0, SHOWN).map((one) => html`
                    <tr class=${one.kind.toLowerCase()}>
                        <td>${one.line}</td><td class="sku">${one.amazonSku}</td><td>${meaning(one)}</td>
                    </tr>`), it.proposals.length)}`;
    }

    private map(event: Event): void {
        this.file = (event.target as HTMLInputElement).files?.[0] ?? null;
        this.proposed = null;
        if (this.file !== null) {
            void this.read(this.file, true);
        }
    }

    private async link(): Promise<void> {
        await this.read(this.file!, false);
        this.dispatchEvent(new Event('acted', { bubbles: true }));
    }

    private read(file: Blob, dryRun: boolean): Promise<void> {
        return this.doing(async () => {
            this.tried = await upload<Linked>(
                this.api, `/api/v1/selling-lists/${this.list}/links/map?dryRun=${dryRun}`, file);
            const { added, linked, unchanged, refused } = this.tried;
            const numbers = `${number(added)} added and linked, ${number(linked)} linked, ${number(unchanged)} as before, `
                + `${number(refused)} refused`;
            this.told = dryRun ? `Nothing is linked yet. It would be: ${numbers}.`
                : `Done: ${numbers}. To take a link back, change it in the listing.`;
        });
    }

    private async report(event: Event): Promise<void> {
        const file = (event.target as HTMLInputElement).files?.[0];
        this.tried = null;
        if (file !== undefined) {
            await this.doing(async () => {
                this.proposed = await upload<Proposed>(this.api, `/api/v1/selling-lists/${this.list}/proposals`, file);
                this.told = `${plural(this.proposed.proposals.length, 'Amazon SKU', 'Amazon SKUs')} read. Nothing is linked `
                    + 'by that.';
            });
        }
    }

    private tryExact(exact: Proposal[]): void {
        const rows = exact.map((one) => [one.exact![0]!.sku, one.amazonSku].map(quoted).join(','));
        this.file = new File([`store SKU,Amazon SKU\n${rows.join('\n')}\n`], 'equal.csv', { type: 'text/csv' });
        this.proposed = null;
        void this.read(this.file, true);
    }

    private forget(): void {
        this.file = null;
        this.tried = null;
        this.told = '';
        this.requestUpdate();
    }

    private async doing(what: () => Promise<void>): Promise<void> {
        this.busy = true;
        this.problem = '';
        this.requestUpdate();
        try {
            await what();
        } catch (failure) {
            this.told = '';
            this.problem = problemOf(this, failure);
        }
        this.busy = false;
        this.requestUpdate();
    }
}

const OUTCOMES = { ADDED: 'Added and linked', LINKED: 'Linked', UNCHANGED: 'As before', REFUSED: 'Refused' };

/** What needs somebody stands first. */
function rank(outcome: keyof typeof OUTCOMES): number {
    return ['REFUSED', 'ADDED', 'LINKED', 'UNCHANGED'].indexOf(outcome);
}

function quoted(value: string): string {
    return `"${value.replaceAll('"', '""')}"`;
}

function remarks(all: string[]): TemplateResult {
    return html`${all.map((remark) => html`<p class="hint">${sentence(remark)}</p>`)}`;
}

function table(title: string, columns: string[], rows: TemplateResult[], all: number): TemplateResult {
    return html`
        <div class="scrolling" tabindex="0" role="region" aria-label=${title}>
            <table>
                <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
                <tbody>${rows}</tbody>
            </table>
        </div>
        ${all > rows.length ? html`<p class="hint">The first ${number(rows.length)} of ${number(all)} are shown.</p>` : nothing}`;
}

function meaning(one: Proposal): string {
    const skus = (some: { sku: string; title: string }[] = []) =>
        some.map(({ sku, title }) => (title === '' ? sku : `${sku} (${title})`)).join(', ');
    switch (one.kind) {
        case 'EXACT':
            return `The same SKU: ${skus(one.exact)}.`;
        case 'AMBIGUOUS':
            return `Several products have this SKU: ${skus(one.exact)}.`;
        case 'PACK':
            return `Perhaps a pack: ${one.packs!.map((pack) => `${pack.packSize} × ${pack.sku}`).join(', ')}.`;
        case 'NEAR':
            return `Nearly the same: ${skus(one.near)}.`;
        case 'LINKED':
            return 'Linked already.';
        case 'FBA':
            return 'FBA: Amazon fulfils it, so no number is ever sent.';
        case 'UNMATCHED':
            return 'Nothing in the shop is like it.';
        case 'REFUSED':
            return sentence(one.problem ?? 'the line cannot be used');
    }
}

customElements.define('sku-linking', SkuLinking);

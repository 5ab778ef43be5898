// How far the reading of a whole store has come, and what it has found.

import { html, nothing, type TemplateResult } from 'lit';
import { plural, sentence, time } from '../frame/words';
import type { Import, LeftOut } from './connection';

const PHASES: Record<Import['phase'], string> = {
    CONNECTING: 'Asking Shopify …',
    WAREHOUSES: 'Reading the warehouses …',
    PREPARING: 'Shopify writes the store into files …',
    FETCHING: 'Fetching the files …',
    VARIANTS: 'Reading variants and stock …',
    CHECKING: 'Asking about variants that did not turn up …',
    DONE: 'Read.',
    FAILED: 'Reading failed.',
};

export function isUnderWay(latest: Import | null): boolean {
    return latest !== null && (latest.state === 'RUNNING' || latest.state === 'WAITING');
}

export function reading(latest: Import | null, start: () => void): TemplateResult {
    return html`
        <section aria-label="Reading the store">
            <h3>Reading the store</h3>
            ${latest === null ? html`<p>The store has not been read yet: its warehouses, products and stock.</p>` : progress(latest)}
            ${isUnderWay(latest) ? nothing : html`
                <p class="actions"><button type="button" @click=${start}>
                    ${latest === null ? 'Read the store' : 'Read the store again'}</button></p>`}
        </section>`;
}

function progress(latest: Import): TemplateResult {
    const { expectedVariants } = latest;
    return html`
        <p role="status">${latest.state === 'WAITING' && latest.problem !== undefined
            ? `${sentence(`it ${latest.problem}`)} It goes on by itself.`
            : PHASES[latest.phase]}
            ${latest.state === 'FAILED' ? sentence(latest.problem ?? '') : nothing}</p>
        ${!isUnderWay(latest) ? nothing : html`
            <progress aria-label="Variants read" max=${expectedVariants ?? nothing}
                value=${expectedVariants === undefined ? nothing : Math.min(latest.variants, expectedVariants)}></progress>`}
        <ul class="found">
            <li>${plural(latest.warehouses, 'warehouse', 'warehouses')}</li>
            <li>${plural(latest.variants, 'variant', 'variants')}${expectedVariants === undefined ? ''
                : ` of ${plural(expectedVariants, 'variant', 'variants')} that Shopify counts`}</li>
            <li>${plural(latest.levels, 'stock level', 'stock levels')}</li>
            <li>${latest.changed === 0 ? 'Nothing was other than known before.'
                : `${plural(latest.changed, 'item', 'items')} new, or other than known before`}</li>
            ${latest.removed === 0 ? nothing : html`
                <li>${plural(latest.removed, 'variant', 'variants')} left out: Shopify has them no more</li>`}
        </ul>
        ${latest.leftOut === undefined ? nothing : leftOut(latest.leftOut)}
        <p class="hint">Begun on ${time(latest.startedAt)}${latest.endedAt === undefined ? ''
            : `, ended on ${time(latest.endedAt)}`}. It is read again every night.</p>`;
}

const REASONS: [of: keyof LeftOut, one: string, many: string, why: string][] = [
    ['withoutSku', 'variant without a SKU', 'variants without a SKU', 'nothing can be linked without one. Enter it in Shopify.'],
    ['withSharedSku', 'variant with the SKU of another', 'variants that share a SKU',
        'say in the Selling List which of them is meant, or give each its own in Shopify.'],
    ['giftCards', 'gift card', 'gift cards', 'there is nothing to be stocked.'],
    ['uncounted', 'variant that Shopify does not count', 'variants that Shopify does not count',
        'the stock is unknown, and the profile says with “when stock is unknown” what is listed.'],
];

function leftOut(counts: LeftOut): TemplateResult | typeof nothing {
    const found = REASONS.filter(([of]) => counts[of] > 0);
    return found.length === 0 ? nothing : html`
        <h4>What does not go to Amazon by itself</h4>
        <ul class="found">
            ${found.map(([of, one, many, why]) => html`<li>${plural(counts[of], one, many)}: ${why}</li>`)}
        </ul>`;
}

// How far the reading of a whole store has come, and what it has found.

import { html, nothing, type TemplateResult } from 'lit';
import { plural, sentence, time } from '../frame/words';
import type { Import } from './connection';

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
            <li>${plural(latest.changed, 'item', 'items')} of which something was other than known</li>
            ${latest.removed === 0 ? nothing : html`
                <li>${plural(latest.removed, 'variant', 'variants')} left out: Shopify has them no more</li>`}
        </ul>
        <p class="hint">Begun on ${time(latest.startedAt)}${latest.endedAt === undefined ? ''
            : `, ended on ${time(latest.endedAt)}`}. It is read again every night.</p>`;
}

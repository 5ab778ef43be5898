// How many listings of a list are in which status, in words.

import { html, type TemplateResult } from 'lit';
import { number } from '../frame/words';
import { type Counts, STATUSES } from '../listings/listing';

export function countsOf(counted: Counts | undefined): TemplateResult {
    const some = STATUSES.filter((status) => (counted?.[status] ?? 0) > 0);
    return html`<span class="hint">${counted === undefined ? 'Counting …'
        : some.length === 0 ? 'Nothing in it yet'
            : some.map((status) => `${number(counted[status]!)} ${status}`).join(', ')}</span>`;
}

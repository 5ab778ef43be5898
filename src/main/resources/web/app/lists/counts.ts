// How many listings of a list are have which standing, the worst first.

import { html, type TemplateResult } from 'lit';
import { number } from '../frame/words';
import { type Counts, STANDINGS } from '../listings/listing';

export function countsOf(counted: Counts | undefined): TemplateResult {
    const some = STANDINGS.filter((standing) => (counted?.[standing] ?? 0) > 0);
    return html`<span class="hint">${counted === undefined ? 'Counting …'
        : some.length === 0 ? 'Nothing in it yet'
            : some.map((standing) => `${number(counted[standing]!)} ${standing}`).join(', ')}</span>`;
}

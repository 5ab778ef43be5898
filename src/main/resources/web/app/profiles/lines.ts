// What came of a profile's own `expect` and `promise` lines.

import { html, type TemplateResult } from 'lit';
import { sentence } from '../frame/words';
import type { TriedLine } from './profile';

const SAID: Record<TriedLine['state'], string> = {
    held: 'Holds',
    'held where tried': 'Holds where it was tried',
    failed: 'Fails',
    'not tried': 'Not tried yet',
};

/** @param goTo called with the line that somebody wants to see */
export function lines(tried: TriedLine[], goTo: (line: TriedLine) => void): TemplateResult {
    if (tried.length === 0) {
        return html`
            <p class="hint">The text has no <code>expect</code> and no <code>promise</code>. An example that must come
                true, such as <code>expect available 20 lists 10</code>, is tried with every change.</p>`;
    }
    return html`
        <ul class="lines">
            ${tried.map((one) => html`
                <li class=${one.state.replaceAll(' ', '-')}>
                    <button type="button" class="quiet" @click=${() => goTo(one)}>Line ${one.line}</button>
                    <p><strong>${SAID[one.state]}.</strong> <code>${one.text}</code>
                        ${one.instead === undefined ? '' : html`<span class="help">${sentence(one.instead)}</span>`}</p>
                </li>`)}
        </ul>`;
}

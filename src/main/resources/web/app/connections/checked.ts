// What Amazon was found to open.

import { html, nothing, type TemplateResult } from 'lit';
import { sentence } from '../frame/words';
import type { AccountCheck } from './connection';

const KINDS = { OK: 'good', WARNING: 'wait', NOT_CHECKED: 'idle', FAILED: 'bad' };

export function checked(report: AccountCheck): TemplateResult {
    return html`
        <ul class="findings">
            ${report.checks.map((one) => html`
                <li class=${KINDS[one.result]}>
                    ${sentence(one.sentence)}
                    ${one.toDo === undefined ? nothing : html`<span class="help">To do: ${sentence(one.toDo)}</span>`}
                </li>`)}
        </ul>`;
}

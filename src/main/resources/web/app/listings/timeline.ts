// What was sent for a listing, the newest first: the stock it was decided on, how, and when each step of its way was.

import { html, nothing, type TemplateResult } from 'lit';
import type { SentNumber, Step, WarehouseStock } from './listing';
import { number, plural, sentence, time } from '../frame/words';

export function timeline(sent: SentNumber[]): TemplateResult {
    return html`
        <h3>${plural(sent.length, 'number sent', 'numbers sent')}</h3>
        <ol class="timeline">${sent.map(entry)}</ol>`;
}

function entry(one: SentNumber): TemplateResult {
    return html`
        <li>
            <details>
                <summary>
                    <strong>${number(one.quantity)}</strong>
                    <span>${time(one.sentAt)}, ${one.state}${one.problem === null ? nothing : `: ${one.problem}`}</span>
                </summary>
                ${one.because === null ? nothing : html`
                    <p>${stockOf(one.because.facts.variant.stock)}</p>
                    ${steps(one.because.trace)}
                    <p class="hint">By version ${one.because.profileVersion} of its profile.</p>`}
                ${times([
                    ['Decided', one.decidedAt],
                    [one.timesSent > 1 ? `Sent to Amazon ${number(one.timesSent)} times, last` : 'Sent to Amazon', one.sentAt],
                    ['Accepted by Amazon', one.acceptedAt],
                    ['Seen on Amazon', one.effectiveAt],
                ])}
            </details>
        </li>`;
}

/** Such as `Berlin 7, Lyon 5 (not counted)`. */
function stockOf(stock: WarehouseStock[]): string {
    return stock.length === 0 ? 'No warehouse had a level for it.' : sentence(stock
        .map((level) => `${level.warehouse} ${level.available === null ? 'unknown' : number(level.available)}${
            heldOf(level)}${level.active ? '' : ' (not counted)'}`)
        .join(', '));
}

/** Such as ` (9 on hand, 2 committed, 0 incoming)`; nothing where the profile did not look at it, or nobody knew it. */
export function heldOf({ onHand, committed, incoming }: WarehouseStock): string {
    const parts = [[onHand, 'on hand'], [committed, 'committed'], [incoming, 'incoming']] as const;
    const known = parts.flatMap(([units, words]) => units === undefined ? [] : [`${number(units)} ${words}`]);
    return known.length === 0 ? '' : ` (${known.join(', ')})`;
}

/**
 * How a decision was made, each step with the rule that made it and the statement of the profile behind it.
 *
 * @param placeOf where a line of the profile is shown; null where the profile is not named
 */
export function steps(trace: Step[], placeOf: ((line: number) => string) | null = null): TemplateResult {
    return html`
        <ol class="steps">
            ${trace.map((step) => html`
                <li>
                    <span>${step.sentence}</span>
                    <strong>${step.after === null ? nothing : number(step.after)}</strong>
                    ${written(step, placeOf)}
                    <small class="hint">${step.rule}</small>
                </li>`)}
        </ol>`;
}

function written({ line, statement }: Step, placeOf: ((line: number) => string) | null): TemplateResult | typeof nothing {
    if (line == null) {
        return nothing;
    }
    const words = html`Line ${line}: <code>${statement}</code>`;
    return html`<small>${placeOf === null ? words : html`<a href=${placeOf(line)}>${words}</a>`}</small>`;
}

export function times(rows: [string, string | null][]): TemplateResult {
    return html`
        <dl class="pairs">
            ${rows.map(([label, instant]) => html`
                <div><dt>${label}</dt><dd>${instant === null ? 'not yet' : time(instant)}</dd></div>`)}
        </dl>`;
}

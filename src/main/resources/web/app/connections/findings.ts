// How it stands with a connection, each sentence with the button that mends it.

import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, Mending } from './states';

export function findingList(found: Finding[], busy: boolean, mend: (what: Mending) => void): TemplateResult {
    return html`
        <ul class="findings" aria-label="How it stands">
            ${found.map(({ kind, sentence, mending }) => html`
                <li class=${kind}>
                    ${sentence}
                    ${mending === undefined ? nothing : html`
                        <button type="button" ?disabled=${busy} @click=${() => mend(mending.what)}>${mending.label}</button>`}
                </li>`)}
        </ul>`;
}

/** Goes to a part of this page. */
export function goTo(within: HTMLElement, part: string): void {
    const section = within.querySelector<HTMLElement>(`#${part}`);
    section?.scrollIntoView();
    section?.querySelector<HTMLElement>('input, button')?.focus();
}

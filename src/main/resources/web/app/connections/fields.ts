// Fields that are checked while somebody writes, and what they were last said to be wrong with.

import { html, nothing, type TemplateResult } from 'lit';

export interface Field {
    name: string;
    label: string;
    /** Where to find what belongs there. */
    hint?: string;
    secret?: boolean;
    optional?: boolean;
    /** What is wrong with what was written; nothing for what is right. */
    check(value: string): string;
}

/** What ids and secrets consist of. */
export function visible(value: string): string {
    return /^[!-~]+$/.test(value) ? '' : 'It has letters, digits and signs only, and no blanks: copy it once more.';
}

export function storeName(value: string): string {
    if (/^[a-zA-Z0-9][a-zA-Z0-9-]*\.myshopify\.com$/.test(value)) {
        return '';
    }
    const name = /^(?:https?:\/\/)?(?:admin\.shopify\.com\/store\/)?([a-zA-Z0-9][a-zA-Z0-9-]*)(?:\.myshopify\.com)?(?:\/.*)?$/
        .exec(value)?.[1];
    return name === undefined ? 'It ends with .myshopify.com, such as candles.myshopify.com.'
        : `It is written as ${name}.myshopify.com.`;
}

/** @param wrong names of fields that were refused */
export function field(
    one: Field, value: string, touched: boolean, wrong: string[], change: (value: string) => void,
): TemplateResult {
    const problem = !touched || (value === '' && one.optional) ? ''
        : value === '' ? 'It is needed.' : one.check(value) || (wrong.includes(one.name) ? 'See what the test says.' : '');
    const id = `field-${one.name}`;
    return html`
        <div class="entry">
            <label for=${id}>${one.label}</label>
            <input id=${id} name=${one.name} type=${one.secret ? 'password' : 'text'} autocomplete="off"
                spellcheck="false" autocapitalize="off" .value=${value} aria-invalid=${problem !== ''}
                aria-describedby="${id}-hint ${id}-problem"
                @input=${(event: Event) => change((event.target as HTMLInputElement).value.trim())}>
            <p id="${id}-hint" class="hint">${one.hint ?? nothing}</p>
            <p id="${id}-problem" class="problem" aria-live="polite">${problem || nothing}</p>
        </div>`;
}

export function isRight(one: Field, value: string): boolean {
    return value === '' ? one.optional === true : one.check(value) === '';
}

// The words of the profile language, for colours and for what is offered while somebody writes.

import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { snippetCompletion } from '@codemirror/autocomplete';
import { StreamLanguage } from '@codemirror/language';
import type { Names } from './profile';

/** What a line can begin with, as it is written most often. */
const STATEMENTS: [label: string, template: string, detail: string][] = [
    ['use warehouses', 'use warehouses "${1:Berlin}"', 'only these count'],
    ['use all warehouses except', 'use all warehouses except "${1:Outlet}"', 'all but these count'],
    ['use the first of', 'use the first of "${1:Berlin}" with at least ${2:1}', 'one warehouse, the first with enough'],
    ['count on hand', 'count on hand', 'what lies there, sold or not'],
    ['count … and incoming', 'count ${1:available} and incoming', 'what is on its way counts, too'],
    ['keep in reserve', 'keep ${1:2} in reserve', 'pieces or a percentage that is not offered'],
    ['offer', 'offer ${1:50%}', 'a share of what is left'],
    ['quantity not more than', 'quantity not more than ${1:10}', 'never list more'],
    ['quantity product value', 'quantity product value', 'list what there is'],
    ['quantity single stock', 'quantity single stock', 'always 1, whatever the stock'],
    ['quantity custom', 'quantity custom ${1:5}', 'always this number, whatever the stock'],
    ['quantity … where', 'quantity not more than ${1:3} where product type is "${2:Candle}"', 'for some listings only'],
    ['list nothing below', 'list nothing below ${1:3}', '0 instead of fewer'],
    ['list in steps of', 'list in steps of ${1:5}', 'only whole steps: 12 becomes 10'],
    ['handling time', 'handling time ${1:2} days', 'sent with the number'],
    ['include rules', 'include rules "${1:name}"', 'a rule file of your analysts'],
    ['when … then list', 'when available is below ${1:3} then list ${2:0}', 'an exception; the first that fits decides'],
    ['when … otherwise', 'when tag is "${1:fragile}" then list ${2:5} otherwise list ${3:9}', 'one or the other'],
    ['when … then hold', 'when tag is "${1:fragile}" then hold', 'send nothing'],
    ['when stock is unknown', 'when stock is unknown then ${1:hold}', 'instead of waiting'],
    ['promise', 'promise listed is at most ${1:available}', 'proved for every stock, or refused'],
    ['expect', 'expect available ${1:20} lists ${2:3}', 'an example that must come true'],
    ['expect … then', 'expect available ${1:20} lists ${2:3} then ${3:0} lists ${4:0}', 'one thing after the other'],
];

const WORDS = new Set([
    'above', 'add', 'after', 'all', 'and', 'at', 'available', 'barcode', 'before', 'below', 'between', 'collection',
    'committed', 'contains', 'count', 'custom', 'date', 'day', 'days', 'empty', 'ends', 'except', 'expect', 'falls',
    'first', 'friday', 'hand', 'handling', 'hold', 'holds', 'in', 'include', 'incoming', 'is', 'keep', 'keeps',
    'least', 'list', 'listed', 'lists', 'marketplace', 'metafield', 'monday', 'more', 'most', 'never', 'not',
    'nothing', 'of', 'offer', 'on', 'one', 'or', 'otherwise', 'pack', 'product', 'profile', 'promise', 'quantity', 'reserve',
    'rises', 'rules', 'saturday', 'sellable', 'selling', 'shopify', 'single', 'sku', 'starts', 'status', 'steps',
    'stock', 'stop', 'stops', 'subtract', 'sunday', 'tag', 'than', 'the', 'then', 'thursday', 'time', 'title',
    'tuesday', 'type', 'unknown', 'use', 'value', 'vendor', 'warehouse', 'warehouses', 'wednesday', 'when', 'where',
    'with',
]);

export const stockruleLanguage = StreamLanguage.define({
    token(stream) {
        if (stream.eatSpace()) {
            return null;
        }
        if (stream.match(/^#.*/)) {
            return 'comment';
        }
        if (stream.match(/^"(?:\\.|[^"\\])*"?/)) {
            return 'string';
        }
        if (stream.match(/^\d{4}-\d{2}-\d{2}|^\d{2}-\d{2}|^\d{1,2}:\d{2}|^\d+%?/)) {
            return 'number';
        }
        const word = stream.match(/^\p{L}+/u);
        if (word !== null && typeof word === 'object') {
            return WORDS.has(word[0].toLowerCase()) ? 'keyword' : null;
        }
        stream.next();
        return null;
    },
    languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['"', '('] } },
});

/** The merchant's own names within quotes, by the word before them. */
export function completions(names: () => Names | null) {
    return (context: CompletionContext): CompletionResult | null => {
        const line = context.state.doc.lineAt(context.pos);
        const before = line.text.slice(0, context.pos - line.from);
        const quoted = /"((?:\\.|[^"\\])*)$/.exec(withoutWholeTexts(before));
        if (quoted !== null) {
            const known = names();
            return known === null ? null : {
                from: context.pos - quoted[1].length,
                options: namesFor(before, known).map((name) => ({ label: escaped(name), type: 'text' })),
                validFor: /^[^"]*$/,
            };
        }
        const begun = /^\s*([\p{L}…]*)$/u.exec(before);
        if (begun !== null && (begun[1] !== '' || context.explicit)) {
            return {
                from: context.pos - begun[1].length,
                options: STATEMENTS.map(([label, template, detail]) =>
                    snippetCompletion(template, { label, detail, type: 'keyword' })),
            };
        }
        const word = context.matchBefore(/\p{L}{2,}/u);
        // A whole word needs no help, and Enter ends its line.
        return word === null || WORDS.has(word.text.toLowerCase()) || before.includes('#') ? null : {
            from: word.from,
            options: [...WORDS].map((label) => ({ label, type: 'keyword' })),
        };
    };
}

/** What stands in whole quotes is put out of the way, so that the last quote is one that is still open. */
function withoutWholeTexts(line: string): string {
    return line.replace(/"(?:\\.|[^"\\])*"/g, (text) => ' '.repeat(text.length));
}

function namesFor(before: string, names: Names): string[] {
    const last = [...before.matchAll(/\b(vendor|type|tag|collection|marketplace|status|metafield|rules|warehouses?|at|except|first|use|where)\b/gi)]
        .at(-1)?.[1].toLowerCase();
    switch (last) {
        case 'vendor': return names.vendors;
        case 'type': return names.productTypes;
        case 'tag': return names.tags;
        case 'collection': return names.collections;
        case 'marketplace': return names.marketplaces;
        case 'status': return names.productStates;
        case 'metafield': return /\bmetafield\s+"[^"]*$/i.test(before) ? names.metafields : [];
        case 'rules': return names.ruleFiles;
        case 'where': return [];
        case undefined: return /^\s*(?:expect|then)\b/i.test(before) ? names.warehouses : [];
        default: return names.warehouses;
    }
}

function escaped(name: string): string {
    return name.replace(/["\\]/g, '\\$&');
}

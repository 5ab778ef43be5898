// The editor of a profile's text. It is asked for only when somebody opens a profile.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic as Mark, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, StateEffect, StateField, type Text } from '@codemirror/state';
import {
    Decoration, type DecorationSet, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { completions, stockruleLanguage } from './language';
import type { Diagnostic, Edit, Names } from './profile';

const COLOURS = HighlightStyle.define([
    { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
    { tag: tags.string, color: 'var(--good)' },
    { tag: tags.number, color: 'var(--wait)' },
    { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
]);

const LOOK = EditorView.theme({
    '&': { backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '0.95rem' },
    '&.cm-focused': { outline: '3px solid var(--accent)', outlineOffset: '2px' },
    '.cm-scroller': { fontFamily: 'ui-monospace, "Cascadia Code", Menlo, Consolas, monospace', minHeight: '16rem' },
    '.cm-gutters': { backgroundColor: 'var(--ground)', color: 'var(--soft)', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--accent) 8%, transparent)' },
    '.cm-decides': { boxShadow: 'inset 4px 0 var(--accent)', backgroundColor: 'var(--mark)' },
    '.cm-cursor': { borderLeftColor: 'var(--text)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
        background: 'color-mix(in srgb, var(--accent) 25%, transparent)',
    },
    '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--line)' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent)', color: 'var(--on-accent)' },
    // Instead of pictures, which the Content-Security-Policy of the page does not allow within a style.
    '.cm-lintRange': { backgroundImage: 'none !important', paddingBottom: 0 },
    '.cm-lintRange-error': { textDecoration: 'underline wavy 1.5px var(--bad)' },
    '.cm-lintRange-warning': { textDecoration: 'underline wavy 1.5px var(--wait)' },
    '.cm-lint-marker': { width: '1rem', textAlign: 'center' },
    '.cm-lint-marker-error': { content: '"●" !important', color: 'var(--bad)' },
    '.cm-lint-marker-warning': { content: '"●" !important', color: 'var(--wait)' },
    '.cm-completionDetail': { color: 'inherit', opacity: '0.85', fontStyle: 'normal' },
});

const decidesAt = StateEffect.define<number | null>();

/** The line that decided in a trial; it moves with the text. */
const DECIDES = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(lines, transaction) {
        let shown = lines.map(transaction.changes);
        for (const effect of transaction.effects) {
            if (effect.is(decidesAt)) {
                const { doc } = transaction.state;
                shown = effect.value === null || effect.value > doc.lines ? Decoration.none
                    : Decoration.set([Decoration.line({ class: 'cm-decides' }).range(doc.line(effect.value).from)]);
            }
        }
        return shown;
    },
    provide: (field) => EditorView.decorations.from(field),
});

export interface Code {
    text(): string;
    /** Replaces the text as one step that can be undone. */
    replace(text: string): void;
    /** Replaces what differs, as one step that can be undone; the cursor stays where it is. */
    change(text: string): void;
    mark(diagnostics: Diagnostic[]): void;
    /** Shows which line decides; null for none. */
    point(line: number | null): void;
    /** As one step that can be undone. */
    repair(edits: Edit[]): void;
    /** Puts the cursor where a diagnostic points. */
    goTo(place: { line: number; column: number; length: number }): void;
    close(): void;
}

/** @param changed called whenever the text is another */
export function openCode(
    parent: HTMLElement, text: string, label: string, names: () => Names | null, changed: () => void,
): Code {
    const root = parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });
    const view = new EditorView({
        root, // its styles are the root's own, which the Content-Security-Policy of the page allows
        parent: root,
        state: EditorState.create({
            doc: text,
            extensions: [
                DECIDES, lineNumbers(), history(), drawSelection(), highlightActiveLine(), lintGutter(), closeBrackets(),
                EditorView.lineWrapping,
                stockruleLanguage, syntaxHighlighting(COLOURS), LOOK,
                autocompletion({ override: [completions(names)], icons: false }),
                // Tab leaves the editor, as it leaves any field.
                keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
                EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
                EditorView.updateListener.of((update) => {
                    if (update.docChanged) {
                        changed();
                    }
                }),
            ],
        }),
    });
    return {
        point: (line) => view.dispatch({ effects: decidesAt.of(line) }),
        change(other) {
            const is = view.state.doc.toString();
            if (other !== is) {
                view.dispatch({ changes: difference(is, other), annotations: isolateHistory.of('full') });
            }
        },
        text: () => view.state.doc.toString(),
        replace: (other) => view.dispatch({
            changes: { from: 0, to: view.state.doc.length, insert: other },
            annotations: isolateHistory.of('full'),
        }),
        mark: (diagnostics) => view.dispatch(setDiagnostics(view.state, diagnostics.map((one) => marked(view.state.doc, one)))),
        repair(edits) {
            view.dispatch({
                changes: edits.map((edit) => ({ ...placed(view.state.doc, edit), insert: edit.replacement })),
                annotations: isolateHistory.of('full'),
            });
            view.focus();
        },
        goTo(place) {
            const { from, to } = placed(view.state.doc, place);
            view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
            view.focus();
        },
        close: () => view.destroy(),
    };
}

/** What lies between the beginning and the end that both have. */
function difference(is: string, other: string): { from: number; to: number; insert: string } {
    const shorter = Math.min(is.length, other.length);
    let from = 0;
    while (from < shorter && is[from] === other[from]) {
        from += 1;
    }
    let behind = 0;
    while (behind < shorter - from && is[is.length - 1 - behind] === other[other.length - 1 - behind]) {
        behind += 1;
    }
    return { from, to: is.length - behind, insert: other.slice(from, other.length - behind) };
}

/** Where something stands, as the editor counts. */
function placed(doc: Text, place: { line: number; column: number; length: number }): { from: number; to: number } {
    const line = doc.line(Math.min(Math.max(1, place.line), doc.lines));
    const from = Math.min(line.from + units(line.text, place.column - 1), line.to);
    return { from, to: Math.min(line.from + units(line.text, place.column - 1 + place.length), line.to) };
}

function marked(doc: Text, diagnostic: Diagnostic): Mark {
    return {
        ...placed(doc, diagnostic),
        severity: diagnostic.severity,
        message: diagnostic.help === null ? diagnostic.message : `${diagnostic.message}\n${diagnostic.help}`,
    };
}

/** So many code points from the beginning, as the browser counts. */
function units(text: string, points: number): number {
    return [...text].slice(0, points).join('').length;
}

// One Global Profile: its text, what is wrong with it, what it makes of each amount, and the versions it has had.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import { type Api, Refused, sentenceOf } from '../frame/api';
import { problemOf } from '../frame/events';
import { addressOf, go } from '../frame/router';
import { capital, number, plural, sentence, time } from '../frame/words';
import { look, ofText, warning } from '../outlook/outlook';
import type { Code } from './code';
import { curve, sameCurve } from './curve';
import { draftOf, dropDraft, keepDraft } from './drafts';
import './form';
import type { TextChanged } from './form';
import './history';
import { lines } from './lines';
import {
    check, type Curve, type Diagnostic, type Example, examples, type Names, names, type Profile, profile, save,
    type TextCheck, type Version, version, versions,
} from './profile';
import './trial';
import type { Decided } from './trial';

/** Between the last key typed and the check. */
const PAUSE = 150;

/** What stands beside the text, by its name in the address; the first is there when none is named. */
const VIEWS: [view: string, title: string][] = [
    ['checks', 'Its own examples'], ['form', 'Form'], ['try', 'Try it'], ['versions', 'Versions'],
];

const FIRST = `profile "My profile"

keep 2 in reserve
quantity not more than 10

expect available 20 lists 10
expect available 2 lists 0
`;

class ProfileEditor extends LitElement {
    static override properties = {
        name: { attribute: false }, version: { attribute: false }, example: { attribute: false },
        view: { attribute: false }, changes: { attribute: false }, line: { attribute: false },
    };
    /** Null for one that is new. */
    declare name: string | null;
    /** An earlier version that is looked at instead of the one in force. */
    declare version: string | null;
    /** The title of an example that a new one begins with. */
    declare example: string | null;
    /** One of the views. */
    declare view: string | null;
    /** Of which version it is told what it changed. */
    declare changes: string | null;
    /** Which line of the text is shown first, from 1; null for its beginning. */
    declare line: string | null;
    api!: Api;
    /** What a new one begins with. */
    private first = FIRST;
    private inForce: Profile | null = null;
    private inForceCurve: Curve | null = null;
    private history: Version[] = [];
    private names: Names | null = null;
    private checked: TextCheck | null = null;
    /** Which the check is about: somebody may have written on since. */
    private checkedText = '';
    private problem = '';
    private told = '';
    /** The text of the version that is looked at; null for a new profile. */
    private saved: string | null = null;
    /** Which text is in the editor, or on its way there. */
    private opened = '';
    private loading = true;
    private saving = false;
    /** Whether no Selling List followed it when it was looked ahead. */
    private isUnused = false;
    /** The text that may be saved although very many numbers go to 0 by it. */
    private confirmed: string | null = null;
    private code: Code | null = null;
    private pausing: ReturnType<typeof setTimeout> | undefined;
    private checking = new AbortController();
    private leaving = new AbortController();

    constructor() {
        super();
        readAgain(this, () => this.code === null ? this.read() : this.check());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    override connectedCallback(): void {
        super.connectedCallback();
        this.leaving = new AbortController();
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        clearTimeout(this.pausing);
        this.checking.abort();
        this.leaving.abort();
        this.code?.close();
        this.code = null;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('name') || changed.has('version') || changed.has('example')) {
            const wanted = openedAt(this.name, this.version, this.example);
            if (wanted !== this.opened) {
                this.opened = wanted;
                void this.read();
            }
        }
    }

    protected override render() {
        return html`
            <header class="heading">
                <h2>${this.name ?? 'New profile'}</h2>
                ${this.inForce === null ? nothing : html`
                    <p class="hint">version ${this.inForce.version}, saved ${time(this.inForce.savedAt)}</p>`}
                <a href=${addressOf('profiles')}>All profiles</a>
            </header>
            ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
            ${this.loading ? html`<p role="status">Loading …</p>` : nothing}
            <div class="writing" ?hidden=${this.loading}>
                <div class="text">
                    <div class="code"></div>
                    <p class="actions">
                        <button type="button" class="primary" ?disabled=${!this.maySave()} @click=${this.save}>
                            ${this.saving ? 'Saving …' : 'Save'}
                        </button>
                        ${this.isChanged() && this.inForce !== null ? html`
                            <button type="button" class="quiet" @click=${() => this.code?.replace(this.inForce!.text)}>
                                Back to version ${this.inForce.version}
                            </button>` : nothing}
                        <span role="status">${this.told}</span>
                        ${this.isUnused && this.told !== '' ? html`
                            <a href=${addressOf('lists', [], new URLSearchParams({ new: '' }))}>Make a Selling List that
                                follows it</a>` : nothing}
                    </p>
                    ${this.diagnostics()}
                </div>
                <div class="beside">
                    ${this.drawn()}
                    ${this.views()}
                </div>
            </div>`;
    }

    private diagnostics(): TemplateResult {
        const found = this.checked?.diagnostics ?? [];
        return html`
            <section aria-label="What there is to say about the text">
                <p class="hint" role="status">${this.verdict()}</p>
                <ul class="diagnostics">
                    ${found.map((one) => html`
                        <li class=${one.severity}>
                            <button type="button" class="quiet" @click=${() => this.code?.goTo(one)}>
                                Line ${one.line}
                            </button>
                            <p>${sentence(one.message)}
                                ${one.help === null ? nothing : html`<span class="help">${capital(one.help)}</span>`}</p>
                            ${one.repair === null || this.checkedText !== this.code?.text() ? nothing : html`
                                <button type="button" @click=${() => this.code?.repair(one.repair!.edits)}>
                                    ${one.repair.certain ? 'Put it right' : 'Change it so'}
                                </button>`}
                        </li>`)}
                </ul>
            </section>`;
    }

    private verdict(): string {
        if (this.checked === null) {
            return '';
        }
        const errors = this.checked.diagnostics.filter(({ severity }) => severity === 'error').length;
        const warnings = this.checked.diagnostics.length - errors;
        return errors > 0 ? `${plural(errors, 'mistake', 'mistakes')}: the version in force stays.`
            : warnings > 0 ? `${plural(warnings, 'warning', 'warnings')}.` : 'Nothing is wrong with it.';
    }

    private drawn(): TemplateResult | typeof nothing {
        const drawn = this.checked?.curve;
        if (drawn === undefined) {
            return nothing;
        }
        const before = this.inForceCurve === null || sameCurve(drawn, this.inForceCurve) ? null : this.inForceCurve;
        return html`<h3>What it lists</h3>${curve(drawn, before)}`;
    }

    private views(): TemplateResult {
        const shown = VIEWS.find(([view]) => view === this.view)?.[0] ?? VIEWS[0][0];
        const offered = VIEWS.filter(([view]) => view !== 'versions' || this.history.length > 0);
        return html`
            <nav class="views" aria-label="Beside the text">
                ${offered.map(([view, title]) => html`
                    <a href=${this.address(view)} aria-current=${view === shown ? 'true' : nothing}>${title}</a>`)}
            </nav>
            ${this.viewed(shown)}`;
    }

    private viewed(view: string): TemplateResult | typeof nothing {
        switch (view) {
            case 'form': return html`
                <profile-form .api=${this.api} .form=${this.checked?.form ?? null} .names=${this.names}
                    .text=${() => this.code?.text() ?? ''}
                    @text-changed=${(event: TextChanged) => this.takeOver(event)}></profile-form>`;
            case 'try': return this.checkedText === '' ? nothing : html`
                <profile-trial .api=${this.api} .text=${this.checkedText} .reads=${this.checked?.reads ?? null}
                    .names=${this.names} .of=${this.drafted()}
                    @decided=${(event: Decided) => this.code?.point(event.line)}></profile-trial>`;
            case 'versions': return this.history.length === 0 ? nothing : html`
                <profile-history .api=${this.api} .name=${this.name!} .versions=${this.history}
                    .shown=${this.version === null ? this.inForce?.version ?? null : Number(this.version)}
                    .changes=${this.changes === null ? null : Number(this.changes)}></profile-history>`;
            default: return this.checked === null ? html`` : lines(this.checked.lines, (line) => this.code?.goTo(line));
        }
    }

    private address(view: string): string {
        const asked = new URLSearchParams(this.name === null ? { new: '' } : {});
        if (this.example !== null) {
            asked.set('example', this.example);
        }
        if (this.version !== null) {
            asked.set('version', this.version);
        }
        asked.set('view', view);
        return addressOf('profiles', this.name === null ? [] : [this.name], asked);
    }

    /** What the form shows is not to fall back, until the next check, to what was said of the text before. */
    private takeOver({ text, form }: TextChanged): void {
        this.code?.change(text);
        this.checked = this.checked === null ? null : { ...this.checked, form };
    }

    private isChanged(): boolean {
        return this.code !== null && this.code.text() !== this.inForce?.text;
    }

    private maySave(): boolean {
        return !this.saving && this.checked?.accepted === true && this.checkedText === this.code?.text()
            && (this.inForce === null || this.code?.text() !== this.inForce.text);
    }

    /** A name has no line end, so this is none. */
    private drafted(): string | null {
        return this.name ?? (this.example === null ? null : `\n${this.example}`);
    }

    /** Reads the profile, and opens the editor with it. */
    private async read(): Promise<void> {
        const wanted = this.opened;
        const { name, example } = this;
        this.loading = true;
        this.problem = '';
        this.told = '';
        try {
            const [{ openCode }, known, inForce, history, begun] = await Promise.all([
                import('./code'),
                names(this.api),
                name === null ? null : profile(this.api, name),
                name === null ? [] : versions(this.api, name).then((page) => page.items),
                name === null && example !== null ? examples(this.api) : [],
            ]);
            const earlier = this.version === null || inForce === null || Number(this.version) === inForce.version ? null
                : await version(this.api, inForce.name, Number(this.version));
            if (wanted !== this.opened || !this.isConnected) {
                return;
            }
            this.names = known;
            this.first = begun.find(({ title }: Example) => title === example)?.text ?? FIRST;
            this.inForce = inForce;
            this.history = history;
            this.saved = (earlier ?? inForce)?.text ?? null;
            const draft = earlier === null ? draftOf(this.drafted()) : null;
            this.show(openCode, draft?.text ?? this.saved ?? this.first);
            this.told = earlier !== null ? `Version ${earlier.version} is shown: Save puts it in force again.`
                : draft === null ? ''
                    : draft.before === (inForce?.version ?? null) ? 'This is what you wrote before; it is not saved.'
                        : 'This is what you wrote before; it is not saved, and another version is in force since.';
            await this.drawInForce();
        } catch (failure) {
            this.failed(failure);
        }
        this.loading = false;
        this.requestUpdate();
        await this.updateComplete;
        this.showLine();
    }

    /** In the version that it is a line of: in what somebody has written since, it may be another. */
    private showLine(): void {
        const line = Number(this.line);
        if (Number.isInteger(line) && line > 0 && this.code !== null && this.code.text() === this.saved) {
            this.code.goTo({ line, column: 1, length: 0 });
            this.code.point(line);
        }
    }

    private show(openCode: typeof import('./code').openCode, text: string): void {
        if (this.code === null) {
            this.code = openCode(
                this.querySelector<HTMLElement>('.code')!, text, 'Text of the profile', () => this.names,
                () => this.changed());
        } else {
            this.code.replace(text);
        }
        void this.check();
    }

    private async drawInForce(): Promise<void> {
        this.inForceCurve = this.inForce === null ? null
            : (await check(this.api, this.inForce.text, this.leaving.signal)).curve ?? null;
    }

    /** What is written outlives leaving the room, and a reload, until it is saved or taken back. */
    private changed(): void {
        if (this.loading) {
            return; // it was put there
        }
        const text = this.code!.text();
        if (text === (this.inForce?.text ?? this.first)) {
            dropDraft(this.drafted());
        } else {
            keepDraft(this.drafted(), { text, before: this.inForce?.version ?? null });
        }
        clearTimeout(this.pausing);
        this.checking.abort(); // of a text that is no more: the form would take back what somebody has just ticked
        this.pausing = setTimeout(() => void this.check(), PAUSE);
        this.told = '';
        this.isUnused = false;
        this.requestUpdate();
    }

    /** A later check ends an earlier one: only what is written now counts. */
    private async check(): Promise<void> {
        this.checking.abort();
        this.checking = new AbortController();
        const { signal } = this.checking;
        const text = this.code!.text();
        try {
            const checked = await check(this.api, text, signal);
            if (signal.aborted) {
                return;
            }
            this.checked = checked;
            this.checkedText = text;
            this.problem = '';
        } catch (failure) {
            if (signal.aborted) {
                return;
            }
            this.checked = null;
            this.failed(failure);
        }
        this.code?.mark(this.checked?.diagnostics ?? []);
        this.requestUpdate();
    }

    private async save(): Promise<void> {
        const text = this.code!.text();
        const name = this.checked!.name!;
        if (this.name !== null && name !== this.name) {
            this.problem = `The text names itself “${name}”. A profile keeps its name: call it “${this.name}”, `
                + 'or make a new profile of it.';
            this.requestUpdate();
            return;
        }
        this.saving = true;
        this.problem = '';
        this.requestUpdate();
        try {
            if (!await this.meant(name, text)) {
                return;
            }
            const saved = await save(this.api, name, text, this.inForce?.version ?? null);
            dropDraft(this.drafted());
            this.inForce = saved;
            this.inForceCurve = this.checked?.curve ?? null;
            this.told = `Version ${saved.version} is in force.`;
            this.history = (await versions(this.api, name)).items;
            this.opened = openedAt(name, null, null);
            go(addressOf('profiles', [name], new URLSearchParams(this.view === null ? {} : { view: this.view })));
        } catch (failure) {
            this.refused(failure, name);
        } finally {
            this.saving = false;
            this.requestUpdate();
        }
    }

    /** What it would do is looked at first. Where there is a doubt, a second click says that it is meant. */
    private async meant(name: string, text: string): Promise<boolean> {
        if (this.confirmed === text) {
            return true;
        }
        const doubt = await this.doubt(name, text);
        if (doubt !== null) {
            this.confirmed = text;
            this.problem = doubt;
        }
        return doubt === null;
    }

    /** Very many numbers would go to 0, or nobody can tell now what they would do: that keeps nobody from saving. */
    private async doubt(name: string, text: string): Promise<string | null> {
        try {
            const preview = await look(this.api, ofText(name, text), this.leaving.signal, ({ seen, listings }) => {
                this.told = `${number(seen)} of ${plural(listings, 'listing', 'listings')} looked at …`;
                this.requestUpdate();
            });
            this.isUnused = preview.lists.length === 0;
            return preview.asksAgain ? `${warning(preview)} Save once more if it is.` : null;
        } catch (failure) {
            const isRefused = failure instanceof Refused && failure.status >= 400 && failure.status < 500
                && failure.status !== 429;
            if (this.leaving.signal.aborted || isRefused) {
                throw failure;
            }
            return `What it would do to the numbers cannot be looked at now: ${sentence(sentenceOf(failure))} `
                + 'Save once more to save it all the same.';
        } finally {
            this.told = '';
        }
    }

    private refused(failure: unknown, name: string): void {
        if (failure instanceof Refused && failure.status === 412) {
            this.problem = this.inForce === null ? `There is a profile “${name}” already. Give this one another name.`
                : 'Somebody else has saved this profile meanwhile. Copy your text, and open the profile anew.';
            return;
        }
        if (failure instanceof Refused && failure.status === 422) {
            const diagnostics = (failure.problem.diagnostics ?? []) as Diagnostic[];
            this.checked = { accepted: false, diagnostics, lines: [] };
            this.code?.mark(diagnostics);
        }
        this.failed(failure);
    }

    private failed(failure: unknown): void {
        this.problem = problemOf(this, failure);
    }
}

function openedAt(name: string | null, version: string | null, example: string | null): string {
    return JSON.stringify([name, version, example]);
}

customElements.define('profile-editor', ProfileEditor);

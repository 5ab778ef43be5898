// The common settings of a profile as fields. A change is made in the text by the service, which leaves all else of it
// as it was written; a change of the text shows here with the next check.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { plural, sentence } from '../frame/words';
import { change, type Counting, type Form, type Kept, type Names, type Settings } from './profile';

/** The text with a change of the form, and what the form shows of it before it is checked. */
export class TextChanged extends Event {
    constructor(readonly text: string, readonly form: Form) {
        super('text-changed');
    }
}

type Mode = Settings['quantity']['mode'];
type Use = NonNullable<Settings['use']>;
type Unknown = NonNullable<Settings['whenStockIsUnknown']>['action'];

const MODES: [mode: Mode, words: string][] = [
    ['product value', 'all that is sellable'],
    ['not more than', 'what is sellable, but not more than'],
    ['custom quantity', 'always this number, whatever the stock'],
    ['single stock', 'always 1, whatever the stock'],
];
const COUNTINGS: [counting: Counting, words: string][] = [
    ['available', 'what is available'],
    ['on hand', 'what is on hand, sold or not'],
    ['available and incoming', 'what is available and what is incoming'],
    ['on hand and incoming', 'what is on hand and what is incoming'],
];
const USES: [use: Use['warehouses'], words: string][] = [
    ['all', 'all warehouses'],
    ['all except', 'all warehouses except'],
    ['named', 'only these warehouses'],
    ['first of', 'the first of these with at least'],
];
const UNKNOWN: [action: Unknown | '', words: string][] = [
    ['', 'nothing is sent, unless the number ignores stock'],
    ['hold', 'nothing is sent'],
    ['stop', '0 is listed'],
    ['list', 'this number is listed'],
];

class ProfileForm extends LitElement {
    static override properties = { form: { attribute: false }, names: { attribute: false } };
    /** Null while the text cannot be read; newer than the last check while there are changes of its own. */
    declare form: Form | null;
    declare names: Names | null;
    api!: Api;
    /** What is in the editor now. */
    text!: () => string;
    private problem = '';
    private changes: Promise<void> = Promise.resolve();
    /** How many changes are being made in the text. */
    private underWay = 0;
    /** Whether a number is being written. */
    private writing = false;

    /** What a check of the text before says must not take from the fields what somebody is just changing. */
    protected override shouldUpdate(): boolean {
        return !this.hasUpdated || (this.underWay === 0 && !this.writing);
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override render() {
        if (this.form === null) {
            return html`<p class="hint">The form is back as soon as the text can be read: put its mistakes right first.</p>`;
        }
        const { settings } = this.form;
        return html`
            ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${sentence(this.problem)}</p>`}
            <form class="settings" @submit=${(event: Event) => event.preventDefault()}>
                ${this.quantity(settings)}
                ${this.choice('What counts', COUNTINGS, settings.count ?? 'available', (count) => this.set('count', () => count))}
                ${this.reserve(settings)}
                ${this.number('Share that is offered, in percent', settings.offer, 100, (offer) => this.set('offer', () => offer))}
                ${this.number('List nothing below', settings.listNothingBelow, 1_000_000,
                    (least) => this.set('listNothingBelow', () => least))}
                ${this.number('List in steps of', settings.listInSteps, 1_000,
                    (units) => this.set('listInSteps', () => units))}
                ${this.number('Handling time in days', settings.handlingDays, 30,
                    (days) => this.set('handlingDays', () => days))}
                ${this.warehouses(settings.use ?? { warehouses: 'all' })} ${this.unknown(settings)}
            </form>
            ${this.beyond()}`;
    }

    private quantity({ quantity }: Settings): TemplateResult {
        const numbered = quantity.mode === 'not more than' || quantity.mode === 'custom quantity';
        return html`
            ${this.choice('Amazon shows', MODES, quantity.mode, (mode) => this.set('quantity', (now) => ({
                mode,
                ...(mode === 'not more than' || mode === 'custom quantity' ? { number: now.quantity.number ?? 10 } : {}),
            })))}
            ${numbered ? this.number('Number that is shown', quantity.number, 1_000_000,
                (units) => this.set('quantity', (now) => ({ mode: now.quantity.mode, number: units ?? 0 }))) : nothing}`;
    }

    private reserve({ keep = [] }: Settings): TemplateResult {
        const own = this.names?.warehouses.filter((name) => keep.every(({ at }) => at !== name)) ?? [];
        const kept = [...keep.filter(({ at }) => at !== undefined), ...own.map((at): Kept => ({ at }))];
        return html`
            ${this.kept('Kept in reserve', keep.find(({ at }) => at === undefined) ?? {})}
            ${kept.length === 0 ? nothing : html`
                <details ?open=${keep.some(({ at }) => at !== undefined)}>
                    <summary>Reserves of single warehouses</summary>
                    ${kept.map((one) => this.kept(`Kept in reserve at ${one.at}`, one))}
                </details>`}`;
    }

    private kept(label: string, one: Kept): TemplateResult {
        const percent = one.percent !== undefined;
        const place = one.at === undefined ? {} : { at: one.at };
        const set = (change: (now: Kept) => { amount: number | null; inPercent: boolean }) =>
            this.set('keep', ({ keep = [] }) => {
                const others = keep.filter(({ at }) => at !== one.at);
                const { amount, inPercent } = change(keep.find(({ at }) => at === one.at) ?? {});
                return amount === null ? others
                    : [...others, { ...(inPercent ? { percent: Math.min(amount, 100) } : { units: amount }), ...place }];
            });
        return html`
            <div class="pair">
                ${this.number(label, one.units ?? one.percent, percent ? 100 : 1_000_000,
                    (amount) => set((now) => ({ amount, inPercent: now.percent !== undefined })))}
                ${this.choice(`${label}, counted in`, [['units', 'pieces'], ['percent', 'percent']],
                    percent ? 'percent' : 'units',
                    (unit) => set(({ units, percent: share }) => ({ amount: units ?? share ?? 0, inPercent: unit === 'percent' })))}
            </div>`;
    }

    private warehouses(use: Use): TemplateResult {
        const chosen = use.names ?? [];
        const known = [...new Set([...this.names?.warehouses ?? [], ...chosen])];
        const set = (change: (now: Use) => Partial<Use>) => this.set('use', (settings) => {
            const now = settings.use ?? { warehouses: 'all' };
            const { warehouses, names = [], atLeast = 1 } = { ...now, ...change(now) };
            const some = names.length > 0 ? names : known.slice(0, 1);
            return warehouses === 'all' || some.length === 0 ? null
                : { warehouses, names: some, ...(warehouses === 'first of' ? { atLeast } : {}) };
        });
        const tick = (name: string, isTicked: boolean) => set(({ names = [] }) => {
            const others = names.filter((other) => other !== name);
            return { names: isTicked ? [...others, name] : others };
        });
        return html`
            ${known.length === 0 ? html`<p class="hint">There is no warehouse yet: connect a store to choose among its
                warehouses.</p>` : this.choice('Stock counts of', USES, use.warehouses,
                    (warehouses) => set(() => ({ warehouses })))}
            ${use.warehouses === 'first of' ? this.number('Pieces that it has at least', use.atLeast, 1_000_000,
                (least) => set(() => ({ atLeast: least ?? 1 }))) : nothing}
            ${use.warehouses === 'all' ? nothing : html`
                <fieldset class="choices">
                    <legend>Warehouses</legend>
                    ${known.map((name) => html`
                        <label><input type="checkbox" .checked=${live(chosen.includes(name))}
                            @change=${(event: Event) => tick(name, (event.target as HTMLInputElement).checked)}>
                            ${name}</label>`)}
                </fieldset>`}`;
    }

    private unknown({ whenStockIsUnknown: said }: Settings): TemplateResult {
        return html`
            ${this.choice('While stock is unknown', UNKNOWN, said?.action ?? '', (action) => this.set('whenStockIsUnknown',
                ({ whenStockIsUnknown: now }) => action === '' ? null
                    : { action, ...(action === 'list' ? { number: now?.number ?? 1 } : {}) }))}
            ${said?.action !== 'list' ? nothing : this.number('Number while stock is unknown', said.number, 1_000_000,
                (units) => this.set('whenStockIsUnknown', () => ({ action: 'list', number: units ?? 0 })))}`;
    }

    /** What stands in the text and not here. */
    private beyond(): TemplateResult | typeof nothing {
        const { limited, exceptions, includedRules, promises, expectations } = this.form!;
        const others = [
            limited === 0 ? '' : plural(limited, 'statement for some listings only', 'statements for some listings only'),
            exceptions === 0 ? '' : plural(exceptions, '“when” exception', '“when” exceptions'),
            includedRules === 0 ? '' : plural(includedRules, 'included rule file', 'included rule files'),
            promises === 0 ? '' : plural(promises, 'promise', 'promises'),
            expectations === 0 ? '' : plural(expectations, 'expectation', 'expectations'),
        ].filter((words) => words !== '');
        return others.length === 0 ? nothing : html`
            <p class="hint">Not shown here: ${others.join(', ')}. Edit them as text.</p>`;
    }

    private number(
        label: string, value: number | undefined, most: number, set: (value: number | null) => void,
    ): TemplateResult {
        return html`
            <label class="setting"><span>${label}</span>
                <input type="number" inputmode="numeric" min="0" max=${most} step="1" .value=${live(String(value ?? ''))}
                    @input=${() => {
                        this.writing = true;
                    }}
                    @blur=${() => this.written()}
                    @change=${(event: Event) => {
                        this.writing = false;
                        const field = event.target as HTMLInputElement;
                        if (field.reportValidity()) {
                            set(field.value === '' ? null : Number(field.value));
                        }
                    }}></label>`;
    }

    private choice<T extends string>(
        label: string, among: [value: T, words: string][], value: T, set: (value: T) => void,
    ): TemplateResult {
        return html`
            <label class="setting"><span>${label}</span>
                <select aria-label=${label} .value=${live(value)} @change=${(event: Event) => set((event.target as HTMLSelectElement).value as T)}>
                    ${among.map(([one, words]) => html`
                        <option value=${one} ?selected=${one === value}>${words}</option>`)}
                </select></label>`;
    }

    private written(): void {
        this.writing = false;
        this.requestUpdate();
    }

    /** One after the other, each in the text that the one before has left.
     *
     *  @param value made of the settings as the changes before have left them, which need not be on the page yet */
    private set(setting: keyof Settings, value: (now: Settings) => unknown): void {
        this.underWay += 1;
        this.changes = this.changes.then(async () => {
            try {
                await this.make(setting, value);
            } catch (failure) {
                this.problem = problemOf(this, failure);
            } finally {
                this.underWay -= 1;
                this.requestUpdate();
            }
        });
    }

    /** A change is made of one text: what somebody has written meanwhile is not taken back, nor changed unseen. */
    private async make(setting: keyof Settings, value: (now: Settings) => unknown): Promise<void> {
        const { form } = this;
        if (form === null) {
            this.problem = 'The text could not be read, so nothing was changed. Change it here once more.';
            return;
        }
        const before = this.text();
        const { text, settings } = await change(this.api, before, setting, value(form.settings));
        if (this.text() !== before) {
            this.problem = 'The text was changed meanwhile, and stays as it is. Change it here once more.';
            return;
        }
        this.problem = '';
        this.form = { ...form, settings };
        this.dispatchEvent(new TextChanged(text, this.form));
    }
}

customElements.define('profile-form', ProfileForm);

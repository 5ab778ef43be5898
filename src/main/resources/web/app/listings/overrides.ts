// What somebody has set for one listing over its profile, until when, and a form to set more.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { number, time } from '../frame/words';

type Kind = 'pin' | 'cap' | 'reserve';

interface Override {
    id: number;
    kind: Kind;
    units: number;
    alsoWhenStopped: boolean;
    reason: string;
    author: string;
    end?: string;
}

const KINDS: [Kind, string][] = [
    ['pin', 'List exactly'],
    ['cap', 'List at most'],
    ['reserve', 'Keep more in reserve'],
];

class ListingOverrides extends LitElement {
    static override properties = { listing: { type: Number } };
    declare listing: number;
    api!: Api;
    private inForce: Override[] = [];
    private kind: Kind = 'pin';
    private problem = '';
    private told = '';
    private busy = false;

    constructor() {
        super();
        readAgain(this, () => this.read());
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('listing')) {
            void this.read();
        }
    }

    protected override render() {
        return html`
            <h3>Set for this listing</h3>
            ${this.inForce.length === 0 ? html`<p>Nothing: its profile decides.</p>` : html`
                <ul class="overrides">${this.inForce.map((one) => html`
                    <li>${said(one)}
                        <button type="button" class="quiet" ?disabled=${this.busy} @click=${() => this.takeBack(one)}>Take
                            back</button>
                    </li>`)}
                </ul>`}
            ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
            <p role="status">${this.told}</p>
            ${this.form()}`;
    }

    private form(): TemplateResult {
        return html`
            <details>
                <summary>Set a number over its profile</summary>
                <form class="fields" @submit=${this.submit}>
                    <div class="field">
                        <label for="override-kind">What</label>
                        <select id="override-kind" name="kind" @change=${this.choose}>
                            ${KINDS.map(([kind, label]) => html`
                                <option value=${kind} ?selected=${kind === this.kind}>${label}</option>`)}
                        </select>
                    </div>
                    <div class="field">
                        <label for="override-units">${this.kind === 'reserve' ? 'Units of stock' : 'As the listing is sold'}</label>
                        <input id="override-units" name="units" type="number" step="1" max="1000000"
                            min=${this.kind === 'reserve' ? 1 : 0} required>
                    </div>
                    <div class="field">
                        <label for="override-reason">Why</label>
                        <input id="override-reason" name="reason" maxlength="200" required>
                    </div>
                    <div class="field">
                        <label for="override-end">Until, in the time zone of your settings (leave it empty:
                            until it is taken back)</label>
                        <input id="override-end" name="end" type="datetime-local">
                    </div>
                    ${this.kind !== 'pin' ? nothing : html`
                        <label class="check"><input name="alsoWhenStopped" type="checkbox"> Also when the profile
                            stops</label>`}
                    <p class="actions"><button type="submit" ?disabled=${this.busy}>Set it</button></p>
                </form>
            </details>`;
    }

    private choose(event: Event): void {
        this.kind = (event.target as HTMLSelectElement).value as Kind;
        this.requestUpdate();
    }

    private async submit(event: Event): Promise<void> {
        event.preventDefault();
        const form = event.target as HTMLFormElement;
        const said = new FormData(form);
        const end = String(said.get('end') ?? '');
        const body = {
            units: Number(said.get('units')),
            reason: String(said.get('reason')),
            alsoWhenStopped: said.get('alsoWhenStopped') !== null,
            ...(end === '' ? {} : { end }), // the service knows the merchant's time zone
        };
        await this.doing(async () => {
            const answer = await this.api.call(this.address(this.kind), { method: 'PUT', body, headers: this.meant() });
            const { sharing } = (await answer.json()) as { sharing: number[] };
            this.told = sharing.length === 0 ? 'It is set, and the listing is decided anew.'
                : `It is set for this listing only. ${number(sharing.length)} more under the same Amazon SKU: while they `
                    + 'come to another number, nothing is sent.';
            form.reset();
            form.closest('details')!.open = false;
        });
    }

    /** In place of what is shown, and of nothing else. */
    private meant(): Record<string, string> {
        const shown = this.inForce.find((one) => one.kind === this.kind);
        return shown === undefined ? { 'If-None-Match': '*' } : { 'If-Match': `"${shown.id}"` };
    }

    /** Only the one that is shown: not what somebody else has set meanwhile. */
    private takeBack(one: Override): Promise<void> {
        return this.doing(async () => {
            await this.api.call(this.address(one.kind), { method: 'DELETE', headers: { 'If-Match': `"${one.id}"` } });
            this.told = 'It is taken back, and the listing is decided anew.';
        });
    }

    private async doing(what: () => Promise<void>): Promise<void> {
        this.busy = true;
        this.problem = '';
        this.told = '';
        this.requestUpdate();
        try {
            await what();
            this.busy = false;
            await this.read();
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.busy = false;
        this.requestUpdate();
    }

    private async read(): Promise<void> {
        const { listing } = this;
        try {
            const inForce = await this.api.get<Override[]>(this.address());
            if (listing === this.listing) {
                this.inForce = inForce;
            }
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.requestUpdate();
    }

    private address(kind?: Kind): string {
        return `/api/v1/listings/${this.listing}/overrides${kind === undefined ? '' : `/${kind}`}`;
    }
}

function said({ kind, units, alsoWhenStopped, reason, author, end }: Override): TemplateResult {
    const what = {
        pin: `${number(units)} listed, unless the profile ${alsoWhenStopped ? 'holds' : 'stops or holds'}`,
        cap: `${number(units)} listed at most`,
        reserve: `${number(units)} more kept in reserve`,
    }[kind];
    return html`<strong>${what}</strong>, “${reason}” (${author})${end === undefined ? nothing : html`,
        until ${time(end)}`}`;
}

customElements.define('listing-overrides', ListingOverrides);

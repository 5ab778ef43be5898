// Secrets of a connection, entered anew. What is kept is shown nowhere, so nothing stands in the fields.

import { html, LitElement, nothing } from 'lit';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { ask, type Kind } from './connection';
import { type Field, field, isRight } from './fields';

export class SecretsChanged extends Event {
    constructor() {
        super('secrets-changed', { bubbles: true });
    }
}

class ChangeSecrets extends LitElement {
    static override properties = { fields: { attribute: false }, connection: { attribute: false } };
    declare fields: Field[];
    declare connection: number;
    api!: Api;
    kind!: Kind;
    private values: Record<string, string> = {};
    private problem = '';
    private told = '';
    private busy = false;

    protected override createRenderRoot(): this {
        return this;
    }

    protected override render() {
        return html`
            <section id="secrets" aria-label="Secrets">
                <h3>Secrets</h3>
                <p class="hint">They are kept encrypted and never shown. Enter only what has changed.</p>
                <form novalidate @submit=${this.submitted}>
                    ${this.fields.map((one) => field(
                        { ...one, optional: true }, this.values[one.name] ?? '', true, [], (value) => this.set(one.name, value)))}
                    <p class="actions">
                        <button type="submit" ?disabled=${this.busy}>${this.busy ? 'Saving …' : 'Save the secrets'}</button>
                        <span role="status">${this.told}</span>
                    </p>
                    <p class="problem" role="alert">${this.problem || nothing}</p>
                </form>
            </section>`;
    }

    private set(name: string, value: string): void {
        this.values[name] = value;
        this.told = '';
        this.problem = '';
        this.requestUpdate();
    }

    private async submitted(event: Event): Promise<void> {
        event.preventDefault();
        const entered = Object.fromEntries(Object.entries(this.values).filter(([, value]) => value !== ''));
        const wrong = this.fields.find((one) => !isRight({ ...one, optional: true }, this.values[one.name] ?? ''));
        if (wrong !== undefined || Object.keys(entered).length === 0) {
            this.querySelector<HTMLInputElement>(`#field-${(wrong ?? this.fields[0]).name}`)!.focus();
            this.problem = wrong === undefined ? 'Enter what has changed.' : '';
            this.requestUpdate();
            return;
        }
        this.busy = true;
        this.requestUpdate();
        try {
            await ask(this.api, `${this.kind}/${this.connection}`, entered, 'PATCH');
            this.values = {};
            this.told = 'Saved. It is asked with them from now on.';
            this.dispatchEvent(new SecretsChanged());
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.busy = false;
        this.requestUpdate();
    }
}

customElements.define('change-secrets', ChangeSecrets);

// Asks for the merchant's API key.

import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { Api, type Merchant, Refused, sentenceOf } from './api';

export class SignedIn extends Event {
    constructor(readonly key: string, readonly merchant: Merchant) {
        super('signed-in');
    }
}

class SignIn extends LitElement {
    static override properties = { problem: { attribute: false }, key: { attribute: false } };
    /** Why the last key was not taken, or why the key has to be given again. */
    declare problem: string;
    /** A key to be tried at once. */
    declare key: string | null;
    private asking = false;

    constructor() {
        super();
        this.problem = '';
        this.key = null;
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override updated(changed: PropertyValues<this>): void {
        if (!changed.has('key')) {
            return;
        }
        if (this.key !== null) {
            void this.tryKey(this.key);
        } else {
            this.querySelector('input')!.focus();
        }
    }

    protected override render() {
        return html`
            <main class="sign-in">
                <h1>Stockrule</h1>
                <p>Every stock number on Amazon, and why it is what it is.</p>
                <form @submit=${this.submitted}>
                    <label for="key">API key of the merchant</label>
                    <input id="key" type="password" autocomplete="off" spellcheck="false" required placeholder="sr_…"
                        aria-invalid=${this.problem !== ''} aria-describedby="key-problem">
                    <p id="key-problem" class="problem" role="alert">${this.problem || nothing}</p>
                    <button type="submit" class="primary" ?disabled=${this.asking}>
                        ${this.asking ? 'Signing in …' : 'Sign in'}
                    </button>
                </form>
                <p class="hint">Your key stays in this tab and is forgotten when you close it.</p>
            </main>`;
    }

    private submitted(event: Event): void {
        event.preventDefault();
        void this.tryKey(this.querySelector('input')!.value.trim());
    }

    private async tryKey(key: string): Promise<void> {
        this.asking = true;
        this.problem = '';
        this.requestUpdate();
        try {
            this.dispatchEvent(new SignedIn(key, await new Api(key).merchant()));
        } catch (failure) {
            this.problem = problemOf(failure);
        } finally {
            this.asking = false;
            this.requestUpdate();
        }
    }
}

function problemOf(failure: unknown): string {
    if (failure instanceof Refused && failure.status === 401) {
        return 'This key opens nothing here. It may be mistyped, or revoked.';
    }
    if (failure instanceof Refused && failure.status === 403) {
        return 'This is the operator’s key. The page needs the key of a merchant.';
    }
    return sentenceOf(failure);
}

customElements.define('stockrule-sign-in', SignIn);

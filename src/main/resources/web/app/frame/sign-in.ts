// Asks for the merchant's API key.

import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { Api, type Merchant, Refused, sentenceOf } from './api';
import { stayNoMore } from './session';

export class SignedIn extends Event {
    /** @param key to be kept in this tab; null for whoever stays signed in */
    constructor(readonly api: Api, readonly key: string | null, readonly merchant: Merchant) {
        super('signed-in');
    }
}

class SignIn extends LitElement {
    static override properties = {
        problem: { attribute: false }, key: { attribute: false }, session: { attribute: false },
    };
    /** Why the last key was not taken, or why the key has to be given again. */
    declare problem: string;
    /** A key to be tried at once. */
    declare key: string | null;
    /** There may be a session, which is tried at once. */
    declare session: boolean;
    private asking = false;

    constructor() {
        super();
        this.problem = '';
        this.key = null;
        this.session = false;
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override updated(changed: PropertyValues<this>): void {
        if (!changed.has('key') && !changed.has('session')) {
            return;
        }
        if (this.key !== null) {
            void this.tryKey(this.key, false);
        } else if (this.session) {
            void this.trySession();
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
                    <label class="staying">
                        <input id="stays" type="checkbox">
                        <span>Stay signed in on this computer
                            <span class="hint">Only on one that nobody else uses.</span></span>
                    </label>
                    <button type="submit" class="primary" ?disabled=${this.asking}>
                        ${this.asking ? 'Signing in …' : 'Sign in'}
                    </button>
                </form>
                <p class="hint">Your key stays in this tab and is forgotten when you close it. Whoever stays signed in leaves
                    no key in the browser, and can sign out at any time.</p>
            </main>`;
    }

    private submitted(event: Event): void {
        event.preventDefault();
        const stays = this.querySelector<HTMLInputElement>('#stays')!.checked;
        void this.tryKey(this.querySelector<HTMLInputElement>('#key')!.value.trim(), stays);
    }

    private tryKey(key: string, stays: boolean): Promise<void> {
        return this.try(async () => {
            const api = new Api(key);
            const merchant = await api.merchant();
            this.dispatchEvent(stays ? new SignedIn(await api.beginSession(), null, merchant)
                : new SignedIn(api, key, merchant));
        });
    }

    /** One that is over is no problem: the key is asked for as ever. */
    private trySession(): Promise<void> {
        return this.try(async () => {
            const api = new Api(null);
            try {
                this.dispatchEvent(new SignedIn(api, null, await api.merchant()));
            } catch (failure) {
                if (!(failure instanceof Refused && failure.status === 401)) {
                    throw failure;
                }
                stayNoMore();
                this.problem = 'You were signed in for long enough. Sign in once more.';
            }
        });
    }

    private async try(signIn: () => Promise<void>): Promise<void> {
        this.asking = true;
        this.problem = '';
        this.requestUpdate();
        try {
            await signIn();
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

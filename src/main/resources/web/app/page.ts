// The page: a merchant signs in, then sees its listings.

import { html, LitElement } from 'lit';
import type { Merchant } from './listing';
import './listings';
import { forgetKey, storedKey, storeKey, takeKeyFromAddress } from './session';
import './sign-in';
import type { SignedIn } from './sign-in';

class StockrulePage extends LitElement {
    private key: string | null = null;
    private merchant: Merchant | null = null;
    private problem = '';
    private keyToTry: string | null = null;

    override connectedCallback(): void {
        super.connectedCallback();
        this.keyToTry = takeKeyFromAddress() ?? storedKey();
        // An address with another key, opened in the tab that shows this page, changes the fragment and no more.
        addEventListener('hashchange', () => {
            const key = takeKeyFromAddress();
            if (key !== null) {
                this.signOut('', key);
            }
        });
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override render() {
        if (this.key === null || this.merchant === null) {
            return html`
                <stockrule-sign-in .key=${this.keyToTry} .problem=${this.problem}
                    @signed-in=${(event: SignedIn) => this.signIn(event)}></stockrule-sign-in>`;
        }
        return html`
            <stockrule-listings .key=${this.key} .merchant=${this.merchant}
                @sign-out=${() => this.signOut('', null)}
                @key-refused=${() => this.signOut('This key was revoked. Sign in with another one.', null)}>
            </stockrule-listings>`;
    }

    private signIn(event: SignedIn): void {
        storeKey(event.key);
        this.key = event.key;
        this.merchant = event.merchant;
        this.requestUpdate();
    }

    private signOut(problem: string, keyToTry: string | null): void {
        forgetKey();
        this.key = null;
        this.problem = problem;
        this.keyToTry = keyToTry;
        this.requestUpdate();
    }
}

customElements.define('stockrule-page', StockrulePage);

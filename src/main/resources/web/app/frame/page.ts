// The page: a merchant signs in, then is in one of its rooms.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { onAnswering, silentSince } from './answering';
import { type Api, type Merchant, Refused, sentenceOf } from './api';
import type { Connected } from './events';
import { ROOMS, type Room } from './rooms';
import { addressOf, here, onMove, stay } from './router';
import {
    forgetKey, stay as staySignedIn, stayNoMore, stays, storedKey, storeKey, takeKeyFromAddress,
} from './session';
import './sign-in';
import type { SignedIn } from './sign-in';
import { time } from './words';

class StockrulePage extends LitElement {
    private api: Api | null = null;
    private merchant: Merchant | null = null;
    private problem = '';
    /** Why somebody could not sign out. */
    private trouble = '';
    private keyToTry: string | null = null;
    private place = here();
    /** Null while that is not known; undefined in a room that does not keep itself up to date. */
    private live: boolean | null | undefined;
    private leaving = new AbortController();

    override connectedCallback(): void {
        super.connectedCallback();
        this.leaving = new AbortController();
        this.keyToTry = takeKeyFromAddress() ?? storedKey();
        this.arrive();
        onMove(() => this.arrive(), this.leaving.signal);
        onAnswering(() => this.requestUpdate(), this.leaving.signal);
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        this.leaving.abort();
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override render() {
        if (this.api === null || this.merchant === null) {
            return html`
                <stockrule-sign-in .key=${this.keyToTry} .session=${this.keyToTry === null && stays()}
                    .problem=${this.problem}
                    @signed-in=${(event: SignedIn) => this.signIn(event)}></stockrule-sign-in>`;
        }
        const inside = this.room();
        return html`
            <header class="top">
                <h1>${this.merchant.name}</h1>
                <nav aria-label="Rooms">${ROOMS.map((room) => this.link(room, room === inside))}</nav>
                ${this.connection()}
                <button type="button" class="quiet" @click=${() => this.leave()}>Sign out</button>
                ${this.trouble === '' ? nothing : html`<p class="problem" role="alert">${this.trouble}</p>`}
            </header>
            ${silence()}
            <div @connected=${(event: Connected) => this.connected(event)}
                @key-refused=${() => this.refused()}>
                ${inside.render(this.api, this.place)}
            </div>`;
    }

    private link(room: Room, current: boolean): TemplateResult {
        return html`
            <a href=${addressOf(room.name)} aria-current=${current ? 'page' : nothing}>${room.title}</a>`;
    }

    private connection(): TemplateResult | typeof nothing {
        if (this.live === undefined) {
            return nothing;
        }
        const [kind, words] = this.live === true ? ['live', 'Live']
            : this.live === false ? ['lost', 'Reconnecting …'] : ['starting', 'Connecting …'];
        return html`<p class="connection ${kind}" role="status"><span class="dot"></span>${words}</p>`;
    }

    private room(): Room {
        return ROOMS.find((room) => room.name === this.place.room) ?? ROOMS[0];
    }

    /** What no room has as its name is the first one. */
    private arrive(): void {
        // An address with another key, opened in the tab that shows this page, changes the fragment and no more.
        const key = takeKeyFromAddress();
        if (key !== null) {
            this.signOut('', key);
        }
        const before = this.place.room;
        this.place = here();
        if (this.place.room !== this.room().name) {
            stay(location.pathname + location.search);
            this.place = { room: this.room().name, within: [], asked: new URLSearchParams() };
        }
        if (before !== this.place.room) {
            this.live = undefined;
        }
        this.requestUpdate();
    }

    private connected(event: Connected): void {
        this.live = event.live;
        this.requestUpdate();
    }

    private signIn(event: SignedIn): void {
        if (event.key === null) {
            staySignedIn();
        } else {
            storeKey(event.key);
        }
        this.api = event.api;
        this.merchant = event.merchant;
        this.requestUpdate();
    }

    private refused(): void {
        this.signOut(this.api?.staysSignedIn() ? 'You are signed out on this computer. Sign in once more.'
            : 'This key was revoked. Sign in with another one.', null);
    }

    /** A session is ended at the service: until that is done, this computer is signed in, and the page says so. */
    private async leave(): Promise<void> {
        try {
            if (this.api?.staysSignedIn()) {
                await this.api.endSession();
            }
            this.signOut('', null);
        } catch (failure) {
            if (failure instanceof Refused && failure.status === 401) {
                this.signOut('', null);
            } else {
                this.trouble = `${sentenceOf(failure)} You are still signed in on this computer: try again.`;
            }
            this.requestUpdate();
        }
    }

    private signOut(problem: string, keyToTry: string | null): void {
        forgetKey();
        stayNoMore();
        this.trouble = '';
        this.api = null;
        this.live = undefined;
        this.problem = problem;
        this.keyToTry = keyToTry;
        this.requestUpdate();
    }
}

/** What is on screen may be out of date, and says so. */
function silence(): TemplateResult | typeof nothing {
    const since = silentSince();
    return since === null ? nothing : html`
        <p class="notice silent" role="status">Nothing has come from the service since ${time(since.toISOString())}. What is
            shown was so then; it is read again as soon as the service answers.</p>`;
}

customElements.define('stockrule-page', StockrulePage);

// A Shopify store, step by step: what to make there, what to copy here, the test, and then it is kept.

import { html, nothing, type TemplateResult } from 'lit';
import { addressOf, go } from '../frame/router';
import { sentence } from '../frame/words';
import { ask, type Grant, type NewStore, type StoreTest } from './connection';
import { type Field, storeName, visible } from './fields';
import { ConnectionForm } from './form';
import { keepAddress } from './webhooks';

const SCOPES = ['read_products', 'read_inventory', 'read_locations'];

const GRANTS: [Grant, string, string][] = [
    ['CLIENT_CREDENTIALS', 'The app and the store belong to the same organisation',
        'Make the app in Shopify’s Dev Dashboard and install it in the store.'],
    ['PERMANENT_TOKEN', 'An older app with an access token that begins with shpat_',
        'The app’s page in the store’s admin, under Apps and then Develop apps, shows the token once.'],
    ['AUTHORIZATION_CODE', 'Any other store: its owner lets the app in at Shopify',
        'The app needs this service’s address with /shopify/authorized among its redirect URLs.'],
];

const DOMAIN: Field = {
    name: 'domain', label: 'Name of the store', check: storeName,
    hint: 'Such as candles.myshopify.com: in the admin under Settings and then Domains.',
};
const CLIENT: Field = {
    name: 'clientId', label: 'Client ID', check: visible, hint: 'In the app’s settings.',
};
const SECRET: Field = {
    name: 'clientSecret', label: 'Client secret', secret: true, check: visible,
    hint: 'Beside the client ID. Shopify signs webhooks with it, too.',
};
const TOKEN: Field = {
    name: 'accessToken', label: 'Access token', secret: true, check: visible, hint: 'It begins with shpat_.',
};

class StoreForm extends ConnectionForm<StoreTest> {
    private grant: Grant = 'CLIENT_CREDENTIALS';

    protected override render() {
        return html`
            <header class="heading"><h2>Add a Shopify store</h2></header>
            <form class="steps-of-form" novalidate @submit=${(event: Event) => this.submitted(event)}>
                <section>
                    <h3>1. Make an app at Shopify</h3>
                    <fieldset class="ways">
                        <legend>How the app is let into the store</legend>
                        ${GRANTS.map(([grant, label, what]) => html`
                            <label class="way">
                                <input type="radio" name="grant" value=${grant} ?checked=${this.grant === grant}
                                    @change=${() => this.choose(grant)}>
                                <span>${label}<span class="hint">${what}</span></span>
                            </label>`)}
                    </fieldset>
                    <p>Give the app these access scopes, and no others are needed:</p>
                    <ul class="scopes">${SCOPES.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
                </section>
                <section>
                    <h3>2. Copy what Shopify shows</h3>
                    ${this.entries()}
                </section>
                <section>
                    <h3>3. Test it, and save</h3>
                    <p class="hint">Testing reads the store’s name and changes nothing. Secrets are kept encrypted and never
                        shown again.</p>
                    ${this.buttons('Asking Shopify …')}
                    <div role="status">${this.test === null ? nothing : this.result(this.test)}</div>
                </section>
            </form>`;
    }

    private result(test: StoreTest): TemplateResult {
        return html`
            <ul class="findings">
                <li class=${test.result === 'OK' ? 'good' : test.result === 'NOT_TESTED' ? 'wait' : 'bad'}>
                    ${sentence(test.sentence)}
                    ${test.toDo === undefined ? nothing : html`<span class="help">To do: ${sentence(test.toDo)}</span>`}
                </li>
                ${test.grantedScopes.map((scope) => html`<li class="good">The app has <code>${scope}</code>.</li>`)}
                ${test.lackingScopes.map((scope) => html`<li class="bad">The app lacks <code>${scope}</code>.</li>`)}
            </ul>`;
    }

    private choose(grant: Grant): void {
        this.grant = grant;
        this.set('grant', grant);
    }

    protected override fields(): Field[] {
        return this.grant === 'PERMANENT_TOKEN' ? [DOMAIN, CLIENT, SECRET, TOKEN] : [DOMAIN, CLIENT, SECRET];
    }

    protected override wrong(): string[] {
        return this.test?.fields ?? [];
    }

    /** What Shopify refuses is not kept. Where it cannot be asked, or the app lacks a scope, a person may go on. */
    protected override mayBeKept(): { may: boolean; label: string } {
        switch (this.test?.result) {
            case 'OK':
                return { may: true, label: 'Save the store' };
            case 'SCOPES_LACKING':
            case 'NOT_TESTED':
                return { may: true, label: 'Save the store all the same' };
            default:
                return { may: false, label: 'Save the store' };
        }
    }

    protected override ask(): Promise<StoreTest> {
        return ask(this.api, 'shops/actions/test', { ...this.entered(), grant: this.grant });
    }

    protected override async save(): Promise<void> {
        const made = await ask<NewStore>(this.api, 'shops', { ...this.entered(), grant: this.grant });
        keepAddress(made.id, made.webhookPath);
        if (this.test?.result === 'OK') {
            await ask(this.api, `shops/${made.id}/imports`);
        }
        go(addressOf('connections', ['store', String(made.id)]));
    }
}

customElements.define('store-form', StoreForm);

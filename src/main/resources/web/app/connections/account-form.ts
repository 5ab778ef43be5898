// An Amazon account, step by step: what to make there, what to copy here, the test, and then it is kept.

import { html, nothing } from 'lit';
import { addressOf, go } from '../frame/router';
import { type Account, type AccountCheck, ask, type Region } from './connection';
import { checked } from './checked';
import { type Field, visible } from './fields';
import { ConnectionForm } from './form';

const REGIONS: [Region, string][] = [
    ['EU', 'Europe, Middle East, India'], ['NA', 'North and South America'], ['FE', 'Japan, Australia, Singapore'],
];

const NAME: Field = {
    name: 'name', label: 'Name', check: (value) => value.length > 200 ? 'It has at most 200 characters.' : '',
    hint: 'As you want to call it here, such as Amazon Europe.',
};

const ENTERED: Field[] = [
    {
        name: 'sellerId', label: 'Seller ID', check: visible,
        hint: 'Called Merchant Token, in Seller Central under Account Info.',
    },
    { name: 'clientId', label: 'Client ID of the application', check: visible, hint: 'It begins with amzn1.' },
    {
        name: 'clientSecret', label: 'Client secret', secret: true, check: visible,
        hint: 'Shown beside the client ID. Amazon ends it after 180 days.',
    },
    {
        name: 'refreshToken', label: 'Refresh token', secret: true, check: visible,
        hint: 'It begins with Atzr|, and is shown when you authorise the application for your account.',
    },
];

class AccountForm extends ConnectionForm<AccountCheck> {
    private region: Region = 'EU';
    private sends = false;

    protected override render() {
        return html`
            <header class="heading"><h2>Add an Amazon account</h2></header>
            <form class="steps-of-form" novalidate @submit=${(event: Event) => this.submitted(event)}>
                <section>
                    <h3>1. Make an application at Amazon</h3>
                    <ol class="steps">
                        <li>In Seller Central, open Apps and Services and then Develop Apps, and register as a private
                            developer.</li>
                        <li>Add an application with the role <strong>Product Listing</strong>.</li>
                        <li>Authorise it for your own account, and copy the refresh token. A role that is added later
                            needs a new authorisation and a new token.</li>
                    </ol>
                </section>
                <section>
                    <h3>2. Copy what Amazon shows</h3>
                    <div class="entry">
                        <label for="region">Region</label>
                        <select id="region" @change=${(event: Event) => this.choose(event)}>
                            ${REGIONS.map(([region, label]) => html`
                                <option value=${region} ?selected=${this.region === region}>${label}</option>`)}
                        </select>
                        <p class="hint">A seller has one account for each region.</p>
                    </div>
                    ${this.entries()}
                </section>
                <section>
                    <h3>3. Test it, and save</h3>
                    <label class="way">
                        <input type="checkbox" .checked=${this.sends}
                            @change=${(event: Event) => { this.sends = (event.target as HTMLInputElement).checked; }}>
                        <span>Send numbers as soon as listings are linked
                            <span class="hint">Else you switch the account on later, when you have looked.</span></span>
                    </label>
                    <p class="hint">Testing changes nothing at Amazon. Secrets are kept encrypted and never shown again.</p>
                    ${this.buttons('Asking Amazon …')}
                    <div role="status">${this.test === null ? nothing : checked(this.test)}</div>
                </section>
            </form>`;
    }

    private choose(event: Event): void {
        this.region = (event.target as HTMLSelectElement).value as Region;
        this.set('region', this.region);
    }

    protected override fields(): Field[] {
        return [NAME, ...ENTERED];
    }

    protected override wrong(): string[] {
        return [];
    }

    /** What Amazon refuses is not kept; where it could not be asked, a person may go on. */
    protected override mayBeKept(): { may: boolean; label: string } {
        const results = this.test?.checks.map(({ result }) => result) ?? ['FAILED'];
        const asked = this.test?.checks.find(({ check }) => check === 'CREDENTIALS')?.result === 'OK';
        return {
            may: !results.includes('FAILED'),
            label: this.test !== null && !asked ? 'Save the account all the same' : 'Save the account',
        };
    }

    protected override ask(): Promise<AccountCheck> {
        const { name, ...entered } = this.entered();
        return ask(this.api, 'amazon-accounts/actions/test', { ...entered, region: this.region });
    }

    protected override async save(): Promise<void> {
        const made = await ask<Account>(this.api, 'amazon-accounts', {
            ...this.entered(), region: this.region, updateQuantity: this.sends,
        });
        go(addressOf('connections', ['account', String(made.id)]));
    }
}

customElements.define('account-form', AccountForm);

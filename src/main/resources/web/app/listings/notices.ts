// What keeps numbers from being sent, for all listings at once: accounts and shops that are refused or switched off.

import type { Api } from '../frame/api';
import { addressOf } from '../frame/router';
import { sentence, time } from '../frame/words';
import { profileNames } from '../profiles/profile';

export async function notices(api: Api): Promise<string[]> {
    const [accounts, shops, amazonAnswers] = await Promise.all([
        api.amazonAccounts(), api.shops(), api.amazonAnswers(),
    ]);
    const found = amazonAnswers ? [] : ['Amazon does not answer. Numbers wait and go out when it does.'];
    for (const account of accounts.items) {
        if (account.suspendedUntil !== undefined) {
            found.push(`Amazon refuses the account “${account.name}”: ${sentence(account.suspendedReason ?? '')} `
                + `Nothing is sent for it before ${time(account.suspendedUntil)}.`);
        }
        if (account.attention !== undefined) {
            found.push(`The account “${account.name}”: ${sentence(account.attention)}`);
        }
        if (!account.updateQuantity) {
            found.push(`The account “${account.name}” is switched off: its quantities are not sent.`);
        }
    }
    for (const shop of shops.items) {
        if (shop.suspendedUntil !== undefined) {
            found.push(`Shopify refuses the store ${shop.domain}: ${sentence(shop.suspendedReason ?? '')} `
                + `It is not asked before ${time(shop.suspendedUntil)}.`);
        }
    }
    return found;
}

export interface NextStep {
    told: string;
    /** What the button says, and where it leads. */
    does: string;
    at: string;
    /** What may be done at once instead. */
    orElse?: { does: string; at: string };
}

/** What a merchant without listings does next. */
export async function nextStep(api: Api): Promise<NextStep> {
    const [shops, accounts, profiles, lists] = await Promise.all([
        api.shops(), api.amazonAccounts(), profileNames(api), api.sellingLists(),
    ]);
    if (shops.items.length === 0) {
        return {
            told: 'Everything begins with your Shopify store: its stock is what is listed.',
            does: 'Add a Shopify store', at: addressOf('connections', ['new-store']),
        };
    }
    if (accounts.items.length === 0) {
        return {
            told: 'Your store is connected. Your Amazon account comes next: its listings show the numbers.',
            does: 'Add an Amazon account', at: addressOf('connections', ['new-account']),
        };
    }
    const list = { does: 'Make a Selling List', at: addressOf('lists', [], new URLSearchParams({ new: '' })) };
    if (lists.items.length === 0 && profiles.length < 2) {
        return {
            told: 'Store and Amazon account are connected. A Global Profile says how much of the stock is listed: '
                + `“${profiles[0] ?? 'Default'}” is there, and you may begin with another.`,
            does: 'Choose a profile', at: addressOf('profiles', [], new URLSearchParams({ gallery: '' })),
            orElse: list,
        };
    }
    if (lists.items.length === 0) {
        return {
            told: 'What is left is a Selling List: the products that you sell in one marketplace under one profile.',
            ...list,
        };
    }
    return {
        told: `“${lists.items[0].name}” has no products yet.`,
        does: 'Put products into it', at: addressOf('lists', [String(lists.items[0].id)]),
    };
}

// What keeps numbers from being sent, for all listings at once: accounts and shops that are refused or switched off.

import type { Api } from '../frame/api';
import { sentence, time } from '../frame/words';

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

/** What a merchant without listings does next. */
export async function nextStep(api: Api): Promise<string> {
    const [shops, accounts, lists] = await Promise.all([api.shops(), api.amazonAccounts(), api.sellingLists()]);
    if (shops.items.length === 0) {
        return 'Connect your Shopify store first: Connections, Add a Shopify store.';
    }
    if (accounts.items.length === 0) {
        return 'Your store is connected. Add your Amazon account next: Connections, Add an Amazon account.';
    }
    if (lists.items.length === 0) {
        return 'Store and Amazon account are there. Make a Selling List next: POST /api/v1/selling-lists.';
    }
    return `Put products into “${lists.items[0].name}” next: POST /api/v1/selling-lists/${lists.items[0].id}/items.`;
}

// How it stands with a connection, in sentences, the worst first, each with what mends it.

import { sentence, time } from '../frame/words';
import type { Account, StoreState } from './connection';

/** What a person can have done about it. */
export type Mending = 'authorise' | 'resume' | 'secrets' | 'import' | 'rename' | 'switch-on' | 'webhooks';

export interface Finding {
    kind: 'bad' | 'wait' | 'good';
    sentence: string;
    mending?: { what: Mending; label: string };
}

/** A sweep that is so late tells of nothing. */
const OVERDUE = 30 * 60_000;

export function findingsOfStore({ store, subscriptions, sweep, latest }: StoreState): Finding[] {
    const found: Finding[] = [];
    const waitsForConsent = store.grant === 'AUTHORIZATION_CODE' && store.connectedAt === undefined;
    if (store.enterSecretsAnew) {
        found.push(bad('Its secrets cannot be read any more, so nothing is asked of Shopify and no webhook can be checked.',
            'secrets', 'Enter the secrets anew'));
    } else if (waitsForConsent) {
        found.push(bad('Shopify has not been told yet that Stockrule may read the store.',
            'authorise', 'Let Stockrule in at Shopify'));
    } else if (store.suspendedUntil !== undefined) {
        found.push(bad(`Shopify refuses: ${sentence(store.suspendedReason ?? '')} It is not asked before `
            + `${time(store.suspendedUntil)}; webhooks are taken all the same.`, 'resume', 'Ask again now'));
    }
    if (store.lackingScopes !== undefined && store.lackingScopes.length > 0) {
        found.push(bad(`The app lacks ${store.lackingScopes.join(', ')}. Grant that in Shopify, then read the store again.`,
            'import', 'Read the store again'));
    }
    if (store.reconnectBy !== undefined) {
        found.push(wait(`The permission at Shopify ends on ${time(store.reconnectBy)}.`, 'authorise', 'Renew it at Shopify'));
    }
    if (store.toldDomain !== undefined) {
        found.push(wait(`Its webhooks call the store ${store.toldDomain}. If it was renamed, take the new name over.`,
            'rename', `It is ${store.toldDomain} now`));
    }
    if (latest?.state === 'FAILED') {
        found.push(bad(`Reading the store failed: ${sentence(latest.problem ?? 'no reason was given')}`,
            'import', 'Read the store again'));
    } else if (latest?.state === 'WAITING') {
        found.push(wait(`Reading the store waits: ${sentence(latest.problem ?? '')} It goes on by itself.`));
    } else if (latest?.state === 'RUNNING') {
        found.push(wait('The store is being read.'));
    } else if (latest === null && !waitsForConsent) {
        found.push(wait('The store has not been read yet.', 'import', 'Read the store'));
    }
    if (subscriptions.problem !== undefined) {
        found.push(wait(`Its webhooks are not as they should be: ${sentence(subscriptions.problem)} `
            + 'It is tried again by itself.'));
    }
    if (store.webhookAt === undefined && !waitsForConsent) {
        found.push(wait(subscriptions.byItself ? 'No webhook has come yet.'
            : 'No webhook has come yet. Shopify has to be told the address.', 'webhooks', 'See its webhooks'));
    }
    if (sweep.problem !== undefined) {
        found.push(wait(`Shopify could not be asked what has changed: ${sentence(sweep.problem)}`));
    } else if (isOverdue(sweep.dueAt)) {
        found.push(wait(`Shopify should have been asked at ${time(sweep.dueAt!)} what has changed, and was not.`));
    }
    return found.length > 0 ? worstFirst(found)
        : [{ kind: 'good', sentence: `Connected. The last webhook came on ${time(store.webhookAt!)}.` }];
}

export function findingsOfAccount(account: Account): Finding[] {
    const found: Finding[] = [];
    if (account.attention !== undefined) {
        found.push(bad(sentence(account.attention), 'secrets', 'Enter the secrets anew'));
    }
    if (account.suspendedUntil !== undefined) {
        found.push(bad(`Amazon refuses: ${sentence(account.suspendedReason ?? '')} Nothing is sent before `
            + `${time(account.suspendedUntil)}.`, 'resume', 'Send again now'));
    }
    if (account.ordersProblem !== undefined) {
        found.push(wait(`Its orders cannot be read: ${sentence(account.ordersProblem)} Numbers are sent all the same.`));
    }
    if (account.warning !== undefined) {
        found.push(wait(sentence(account.warning), 'secrets', 'Enter a new secret'));
    }
    if (account.sellsInWarning !== undefined) {
        found.push(wait(sentence(account.sellsInWarning)));
    }
    if (!account.updateQuantity) {
        found.push(wait('It is switched off: no number is sent.', 'switch-on', 'Switch it on'));
    }
    return found.length > 0 ? worstFirst(found) : [{ kind: 'good', sentence: 'Connected, and numbers are sent.' }];
}

function isOverdue(dueAt: string | undefined): boolean {
    return dueAt !== undefined && Date.now() - new Date(dueAt).getTime() > OVERDUE;
}

function bad(text: string, what?: Mending, label?: string): Finding {
    return finding('bad', text, what, label);
}

function wait(text: string, what?: Mending, label?: string): Finding {
    return finding('wait', text, what, label);
}

function finding(kind: 'bad' | 'wait', text: string, what?: Mending, label?: string): Finding {
    return { kind, sentence: text, mending: what === undefined ? undefined : { what, label: label! } };
}

function worstFirst(found: Finding[]): Finding[] {
    return [...found.filter(({ kind }) => kind === 'bad'), ...found.filter(({ kind }) => kind !== 'bad')];
}

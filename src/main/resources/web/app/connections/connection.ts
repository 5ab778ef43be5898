// What the service says of stores and Amazon accounts, as in its API's description at /q/openapi, and how it is asked.

import { type Api, Refused } from '../frame/api';
import type { Page } from '../listings/listing';

export type Grant = 'CLIENT_CREDENTIALS' | 'PERMANENT_TOKEN' | 'AUTHORIZATION_CODE';

export interface Store {
    id: number;
    domain: string;
    /** Another name of the store, which its webhooks tell. */
    toldDomain?: string;
    timeZone?: string;
    clientId: string;
    grant: Grant;
    connectedAt?: string;
    reconnectBy?: string;
    /** Absent before Shopify was asked. */
    lackingScopes?: string[];
    /** At the address in force, to the minute. */
    webhookAt?: string;
    formerAddressUntil?: string;
    suspendedUntil?: string;
    suspendedReason?: string;
    enterSecretsAnew: boolean;
    createdAt: string;
}

export interface NewStore extends Store {
    webhookPath: string;
}

export interface StoreTest {
    result: 'OK' | 'SCOPES_LACKING' | 'REFUSED' | 'NOT_TESTED';
    sentence: string;
    toDo?: string;
    fields: string[];
    shopName?: string;
    timeZone?: string;
    grantedScopes: string[];
    lackingScopes: string[];
}

export interface Subscriptions {
    /** The service sees to it itself; else a person has to. */
    byItself: boolean;
    topics: string[];
    lookedAt?: string;
    problem?: string;
}

export interface Sweep {
    lastSweptAt?: string;
    dueAt?: string;
    problem?: string;
}

export interface Import {
    id: number;
    state: 'RUNNING' | 'WAITING' | 'DONE' | 'FAILED';
    phase: 'CONNECTING' | 'WAREHOUSES' | 'PREPARING' | 'FETCHING' | 'VARIANTS' | 'CHECKING' | 'DONE' | 'FAILED';
    warehouses: number;
    variants: number;
    expectedVariants?: number;
    levels: number;
    changed: number;
    removed: number;
    /** When all is in. */
    leftOut?: LeftOut;
    problem?: string;
    startedAt: string;
    endedAt?: string;
}

/** How many of a store's variants do not go to Amazon by themselves, and why. */
export interface LeftOut {
    withoutSku: number;
    withSharedSku: number;
    giftCards: number;
    uncounted: number;
}

/** A store with what is asked of it apart. */
export interface StoreState {
    store: Store;
    subscriptions: Subscriptions;
    sweep: Sweep;
    /** Null before the first. */
    latest: Import | null;
}

export type Region = 'NA' | 'EU' | 'FE';

export interface Account {
    id: number;
    name: string;
    region: Region;
    marketplaces: string[];
    /** Of these, where the seller sells; absent when Amazon has not told yet. */
    sellsIn?: string[];
    sellsInAt?: string;
    sellsInProblem?: string;
    sellsInWarning?: string;
    sellerId: string;
    clientId: string;
    updateQuantity: boolean;
    ordersProblem?: string;
    suspendedUntil?: string;
    suspendedReason?: string;
    attention?: string;
    warning?: string;
    createdAt: string;
}

export interface AccountCheck {
    checks: { check: string; result: 'OK' | 'WARNING' | 'FAILED' | 'NOT_CHECKED'; sentence: string; toDo?: string }[];
    marketplaces: { marketplace: string; participates: boolean; suspendedListings: boolean }[];
}

/** What goes with a connection that is deleted, and what stays. */
export interface Outlook {
    listings: number;
    linkedListings: number;
    sellingLists: number;
    atAmazon: string;
    gone?: string[];
    kept: string[];
}

/** Where a connection is in the API. */
export type Kind = 'shops' | 'amazon-accounts';

const MOST = 500;

export function stores(api: Api): Promise<Page<Store>> {
    return api.get(`/api/v1/shops?limit=${MOST}`);
}

export function accounts(api: Api): Promise<Page<Account>> {
    return api.get(`/api/v1/amazon-accounts?limit=${MOST}`);
}

export async function stateOf(api: Api, store: Store): Promise<StoreState> {
    const [subscriptions, sweep, latest] = await Promise.all([
        api.get<Subscriptions>(`/api/v1/shops/${store.id}/subscriptions`),
        api.get<Sweep>(`/api/v1/shops/${store.id}/sweep`),
        latestImport(api, store.id),
    ]);
    return { store, subscriptions, sweep, latest };
}

/** Null before the first. */
export async function latestImport(api: Api, store: number): Promise<Import | null> {
    try {
        return await api.get<Import>(`/api/v1/shops/${store}/imports/latest`);
    } catch (failure) {
        if (failure instanceof Refused && failure.status === 404) {
            return null;
        }
        throw failure;
    }
}

/** Asks something of a connection: a test, an action, a change. */
export async function ask<T>(
    api: Api, path: string, body?: object, method: 'POST' | 'PATCH' = 'POST',
): Promise<T> {
    return (await api.call(`/api/v1/${path}`, { method, body })).json() as Promise<T>;
}

/** @param listings how many go with it, as somebody has been told */
export async function remove(api: Api, kind: Kind, id: number, listings: number): Promise<void> {
    await api.call(`/api/v1/${kind}/${id}?listings=${listings}`, { method: 'DELETE' });
}

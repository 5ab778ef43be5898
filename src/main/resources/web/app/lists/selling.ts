// What the service says of Selling Lists and what may come into them, and how it is asked.

import type { Api } from '../frame/api';
import type { Counts, Page } from '../listings/listing';

export interface SellingList {
    id: number;
    name: string;
    amazonAccountId: number;
    marketplace: string;
    profile: string | null;
    kind: 'PRODUCTS' | 'COLLECTIONS';
    following?: { collections: { title: string }[]; problem?: string };
}

export interface Account {
    id: number;
    name: string;
    region: 'NA' | 'EU' | 'FE';
    /** Country codes of the region. */
    marketplaces: string[];
    /** Those of them where the seller sells; absent when Amazon has not told yet. */
    sellsIn?: string[];
    sellsInAt?: string;
    sellsInProblem?: string;
}

export interface Variant {
    variantId: number;
    sku: string;
    title: string;
    vendor: string;
}

/** What variants are sought by; what is empty does not restrict them. */
export interface Sought {
    q: string;
    vendor: string;
    productType: string;
    tag: string;
    collection: string;
}

export interface Added {
    results: { status?: string; listingId?: number; problem?: { detail: string } }[];
}

export interface Linked {
    dryRun: boolean;
    added: number;
    linked: number;
    unchanged: number;
    refused: number;
    remarks: string[];
    results: {
        line: number;
        storeSku: string;
        amazonSku: string;
        outcome: 'ADDED' | 'LINKED' | 'UNCHANGED' | 'REFUSED';
        packSize?: number;
        problem?: { detail: string; suggestions: string[] };
        warnings?: string[];
    }[];
}

export interface Proposed {
    remarks: string[];
    proposals: Proposal[];
}

export interface Proposal {
    line: number;
    amazonSku: string;
    kind: 'REFUSED' | 'LINKED' | 'FBA' | 'EXACT' | 'AMBIGUOUS' | 'PACK' | 'NEAR' | 'UNMATCHED';
    problem?: string;
    exact?: { sku: string; title: string }[];
    packs?: { sku: string; title: string; packSize: number }[];
    near?: { sku: string; title: string }[];
}

/** Amazon's report of all that an account lists in a marketplace. */
export interface AmazonReport {
    marketplace: string;
    state: 'TO_ASK' | 'WAITING' | 'DONE' | 'FAILED';
    /** Since when somebody waits for it. */
    wantedAt?: string;
    rowsSoFar?: number;
    problem?: string;
    /** What is kept of the last one. */
    catalogue?: { dataAt: string; listed: number };
}

export interface NotLinkedListing {
    listing: number;
    sku?: string;
    title?: string;
    candidates: Candidate[];
}

/** An Amazon SKU that may be the product's. */
export interface Candidate {
    amazonSku: string;
    title: string;
    how: 'EXACT' | 'PACK' | 'NEAR';
    packSize: number;
    /** Somebody has to say that it is so. */
    guess: boolean;
    fba: boolean;
    /** Another listing is linked to it. */
    taken: boolean;
}

export interface LinkWish {
    amazonSku: string;
    listing: number;
    packSize?: number;
}

export interface LinkedRows {
    added: number;
    linked: number;
    unchanged: number;
    refused: number;
    results: { amazonSku: string; outcome: Linked['results'][number]['outcome']; problem?: { detail: string } }[];
}

const AT_ONCE = 500;

export function sellingLists(api: Api, after: string | null): Promise<Page<SellingList>> {
    return api.get(`/api/v1/selling-lists?limit=100${after === null ? '' : `&after=${after}`}`);
}

export function sellingList(api: Api, id: string): Promise<SellingList> {
    return api.get(`/api/v1/selling-lists/${encodeURIComponent(id)}`);
}

export function counts(api: Api, id: number): Promise<Counts> {
    return api.get(`/api/v1/selling-lists/${id}/standings`);
}

export async function create(api: Api, list: object): Promise<SellingList> {
    return (await (await api.call('/api/v1/selling-lists', { method: 'POST', body: list })).json()) as SellingList;
}

export async function change(api: Api, id: number, part: object): Promise<void> {
    await api.call(`/api/v1/selling-lists/${id}`, { method: 'PATCH', body: part });
}

export async function remove(api: Api, id: number): Promise<void> {
    await api.call(`/api/v1/selling-lists/${id}`, { method: 'DELETE' });
}

export function variants(
    api: Api, shop: number, sought: Sought, after: string | null, limit: number, signal?: AbortSignal,
): Promise<Page<Variant>> {
    const asked = new URLSearchParams({ limit: String(limit) });
    Object.entries(sought).filter(([, value]) => value !== '').forEach(([key, value]) => asked.set(key, value));
    if (after !== null) {
        asked.set('after', after);
    }
    return api.get(`/api/v1/shops/${shop}/variants?${asked}`, signal);
}

export async function add(api: Api, list: number, shop: number, ids: number[]): Promise<Added> {
    const items = ids.map((variantId) => ({ shop, variantId }));
    const answer = await api.call(`/api/v1/selling-lists/${list}/items`, { method: 'POST', body: { items } });
    return (await answer.json()) as Added;
}

/** All that match, a part after the other.
 *  @param told how many were looked at, and how many of them came into the list */
export async function addAll(
    api: Api, list: number, shop: number, sought: Sought, signal: AbortSignal, told: (seen: number, added: number) => void,
): Promise<void> {
    let [seen, added] = [0, 0];
    let after: string | null = null;
    do {
        const page: Page<Variant> = await variants(api, shop, sought, after, AT_ONCE, signal);
        if (page.items.length > 0) {
            added += countAdded(await add(api, list, shop, page.items.map((one) => one.variantId)));
        }
        seen += page.items.length;
        told(seen, added);
        after = page.next ?? null;
    } while (after !== null && !signal.aborted);
}

export function countAdded(added: Added): number {
    return added.results.filter((one) => one.listingId !== undefined && one.listingId !== null).length;
}

/** As the file is: the service finds out its encoding and says what it made of it. */
export async function upload<T>(api: Api, path: string, file: Blob): Promise<T> {
    const answer = await api.call(path, { method: 'POST', body: file, headers: { 'Content-Type': 'text/csv' } });
    return (await answer.json()) as T;
}

export async function reports(api: Api, account: number): Promise<AmazonReport[]> {
    return (await api.get<Page<AmazonReport>>(`/api/v1/amazon-accounts/${account}/catalogue-reports`)).items;
}

export async function askForReport(api: Api, account: number, marketplace: string): Promise<void> {
    await api.call(`/api/v1/amazon-accounts/${account}/catalogue-reports`, { method: 'POST', body: { marketplace } });
}

export function notLinked(api: Api, list: SellingList, after: string): Promise<Page<NotLinkedListing>> {
    const asked = new URLSearchParams({ sellingList: String(list.id), limit: String(AT_ONCE), after });
    return api.get(`${catalogue(list)}/not-linked?${asked}`);
}

/** In as many calls as it takes, one after the other.
 *  @param told what was done so far, after each */
export async function linkRows(
    api: Api, list: SellingList, wishes: LinkWish[], told: (soFar: LinkedRows) => void,
): Promise<void> {
    const all: LinkedRows = { added: 0, linked: 0, unchanged: 0, refused: 0, results: [] };
    for (let from = 0; from < wishes.length; from += AT_ONCE) {
        const answer = await api.call(`${catalogue(list)}/actions/link`, {
            method: 'POST', body: { rows: wishes.slice(from, from + AT_ONCE) },
        });
        const part = (await answer.json()) as LinkedRows;
        all.added += part.added;
        all.linked += part.linked;
        all.unchanged += part.unchanged;
        all.refused += part.refused;
        all.results.push(...part.results);
        told(all);
    }
}

function catalogue({ amazonAccountId, marketplace }: SellingList): string {
    return `/api/v1/amazon-accounts/${amazonAccountId}/catalogues/${encodeURIComponent(marketplace)}`;
}

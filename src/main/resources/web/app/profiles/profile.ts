// What the service says of Global Profiles, as in its API's description at /q/openapi, and how it is asked.

import type { Api } from '../frame/api';
import type { Page } from '../listings/listing';

/** A Selling List that follows a profile. */
export interface Use {
    sellingList: number;
    name: string;
    listings: number;
}

export interface ProfileSummary {
    name: string;
    version: number;
    savedAt: string;
    /** As the language says it; absent, like the warnings, when the text is no profile any more. */
    quantity?: string;
    warnings?: number;
    lists: Use[];
}

export interface Profile {
    name: string;
    version: number;
    text: string;
    savedAt: string;
    savedBy: string;
    diagnostics?: Diagnostic[];
}

export interface Version {
    version: number;
    savedAt: string;
    savedBy: string;
}

export interface Diagnostic {
    code: string;
    severity: 'error' | 'warning';
    /** From 1. */
    line: number;
    /** From 1, in code points. */
    column: number;
    /** In code points. */
    length: number;
    message: string;
    help: string | null;
    /** Null where only the merchant knows what was meant. */
    repair: Repair | null;
}

export interface Repair {
    /** It only says in the language's words what was written; one that is not is the likeliest of several. */
    certain: boolean;
    /** In the order of the text, all together or none. */
    edits: Edit[];
}

/** What stands at a place of one line is replaced; with the length 0 it is put in. */
export interface Edit {
    line: number;
    column: number;
    length: number;
    replacement: string;
}

export interface TextCheck {
    accepted: boolean;
    /** As the text says it; absent when it is refused. */
    name?: string;
    diagnostics: Diagnostic[];
    curve?: Curve;
    lines: TriedLine[];
    /** Absent while some statement cannot be read. */
    form?: Form;
    reads?: Reads;
}

/** An `expect` or a `promise`, and what came of it. */
export interface TriedLine {
    kind: 'expect' | 'promise';
    line: number;
    column: number;
    length: number;
    text: string;
    state: 'held' | 'held where tried' | 'failed' | 'not tried';
    instead?: string;
}

/** What a form can change, and how much of the text it cannot show. */
export interface Form {
    settings: Settings;
    limited: number;
    exceptions: number;
    includedRules: number;
    promises: number;
    expectations: number;
}

export interface Kept {
    units?: number;
    percent?: number;
    at?: string;
}

/** What of the stock counts; what is available where nothing is said. */
export type Counting = 'available' | 'on hand' | 'available and incoming' | 'on hand and incoming';

/** As in the profile's JSON schema. */
export interface Settings {
    use?: { warehouses: 'all' | 'all except' | 'named' | 'first of'; names?: string[]; atLeast?: number };
    count?: Counting;
    keep?: Kept[];
    offer?: number;
    quantity: { mode: 'product value' | 'single stock' | 'custom quantity' | 'not more than'; number?: number };
    listNothingBelow?: number;
    listInSteps?: number;
    handlingDays?: number;
    whenStockIsUnknown?: { action: 'list' | 'hold' | 'stop'; number?: number };
}

/** Which facts of a listing a text looks at, besides what is available. */
export interface Reads {
    warehouses: string[];
    words: string[];
    date: boolean;
    time: boolean;
    keepsSelling: boolean;
}

/** Of a listing, as a trial takes them; what is absent or null is not known. */
export interface Facts {
    available?: number | null;
    levels?: Record<string, number | null> | null;
    [fact: string]: unknown;
}

export interface Decision {
    outcome: 'lists' | 'stops' | 'holds';
    quantity?: number | null;
    reason?: string | null;
    trace: { sentence: string; line?: number | null }[];
}

/** Where two versions decide differently. */
export interface Difference {
    from: number;
    version: number;
    rows: string[];
    complete: boolean;
    /** Of this version to the other, with the smallest stock of each way in which they differ. */
    relation: {
        kind: 'EQUAL' | 'NEVER_MORE' | 'NEVER_LESS' | 'DIFFERS';
        more: string | null;
        less: string | null;
    };
    before: Curve;
    after: Curve;
}

export interface Example {
    title: string;
    /** Which no profile has yet; the text says it too. */
    name: string;
    sentence: string;
    text: string;
    curve: Curve;
}

export interface Curve {
    segments: Segment[];
    /** False where rule files decide too. */
    exact: boolean;
}

/** Between its ends the listed number rises or falls evenly. Without a beginning, everything below; without an end,
 *  everything above. */
export interface Segment {
    from?: number;
    to?: number;
    first: Outcome;
    last: Outcome;
}

export interface Outcome {
    decision: 'lists' | 'stops' | 'holds';
    /** Absent for a hold. */
    quantity?: number;
}

export interface Names {
    warehouses: string[];
    vendors: string[];
    productTypes: string[];
    tags: string[];
    collections: string[];
    marketplaces: string[];
    productStates: string[];
    /** By namespace and key, those that profiles in force look at. */
    metafields: string[];
    ruleFiles: string[];
}

const MOST = 500;

export function profiles(api: Api, after: string | null): Promise<Page<ProfileSummary>> {
    return api.get(`/api/v1/profiles?${new URLSearchParams(after === null ? {} : { after })}`);
}

/** Of all profiles. */
export async function profileNames(api: Api): Promise<string[]> {
    const names: string[] = [];
    let after: string | null = null;
    do {
        const page: Page<ProfileSummary> = await profiles(api, after);
        names.push(...page.items.map(({ name }) => name));
        after = page.next ?? null;
    } while (after !== null);
    return names;
}

export async function examples(api: Api): Promise<Example[]> {
    return (await api.get<{ items: Example[] }>('/api/v1/profile-examples')).items;
}

export function difference(api: Api, name: string, number: number): Promise<Difference> {
    return api.get(`${addressOf(name)}/versions/${number}/difference`);
}

/** @param value null: as it is without a word */
export async function change(
    api: Api, text: string, setting: keyof Settings, value: unknown,
): Promise<{ text: string; settings: Settings }> {
    const answer = await api.call('/api/v1/profiles/actions/change', {
        method: 'POST', body: { text, setting, value },
    });
    return (await answer.json()) as { text: string; settings: Settings };
}

export async function decide(api: Api, text: string, facts: Facts, signal: AbortSignal): Promise<Decision> {
    const answer = await api.call('/api/v1/decide', { method: 'POST', body: { text, facts }, signal });
    return (await answer.json()) as Decision;
}

export function factsOf(api: Api, listing: number): Promise<Facts> {
    return api.get(`/api/v1/listings/${listing}/facts`);
}

export function profile(api: Api, name: string): Promise<Profile> {
    return api.get(addressOf(name));
}

export function versions(api: Api, name: string): Promise<Page<Version>> {
    return api.get(`${addressOf(name)}/versions?limit=${MOST}`);
}

export function version(api: Api, name: string, number: number): Promise<Profile> {
    return api.get(`${addressOf(name)}/versions/${number}`);
}

export function names(api: Api): Promise<Names> {
    return api.get('/api/v1/profile-names');
}

export async function check(api: Api, text: string, signal: AbortSignal): Promise<TextCheck> {
    const answer = await api.call('/api/v1/profiles/actions/check', { method: 'POST', body: text, signal });
    return (await answer.json()) as TextCheck;
}

/** @param before the version that the text was made from; null for a new profile */
export async function save(api: Api, name: string, text: string, before: number | null): Promise<Profile> {
    const headers: Record<string, string> = before === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${before}"` };
    const answer = await api.call(addressOf(name), { method: 'PUT', body: text, headers });
    return (await answer.json()) as Profile;
}

export async function remove(api: Api, name: string, before: number): Promise<void> {
    await api.call(addressOf(name), { method: 'DELETE', headers: { 'If-Match': `"${before}"` } });
}

function addressOf(name: string): string {
    return `/api/v1/profiles/${encodeURIComponent(name)}`;
}

// What the service says of Global Profiles, as in its API's description at /q/openapi, and how it is asked.

import type { Api } from '../frame/api';
import type { Page } from '../listings/listing';

export interface ProfileSummary {
    name: string;
    version: number;
}

export interface Profile extends ProfileSummary {
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
    ruleFiles: string[];
}

const MOST = 500;

export function profiles(api: Api): Promise<Page<ProfileSummary>> {
    return api.get(`/api/v1/profiles?limit=${MOST}`);
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

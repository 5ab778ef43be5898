// What somebody has written and not saved, and tried it with, for as long as the tab is open and its key is known.

import { ofTheTab } from '../frame/session';

export interface Draft {
    text: string;
    /** The version that was in force when it was written; null for a new profile. */
    before: number | null;
}

/** @param profile null: one that is new */
export function draftOf(profile: string | null): Draft | null {
    const kept = sessionStorage.getItem(nameOf(profile));
    return kept === null ? null : JSON.parse(kept) as Draft;
}

export function keepDraft(profile: string | null, draft: Draft): void {
    sessionStorage.setItem(nameOf(profile), JSON.stringify(draft));
}

export function dropDraft(profile: string | null): void {
    sessionStorage.removeItem(nameOf(profile));
}

/** With what a profile was tried; null for one that was not. */
export function trialOf<T>(profile: string | null): T | null {
    const kept = sessionStorage.getItem(nameOf(profile, 'trial'));
    return kept === null ? null : JSON.parse(kept) as T;
}

export function keepTrial(profile: string | null, values: object): void {
    sessionStorage.setItem(nameOf(profile, 'trial'), JSON.stringify(values));
}

function nameOf(profile: string | null, kind = 'draft'): string {
    return ofTheTab(profile === null ? kind : `${kind}.${profile}`);
}

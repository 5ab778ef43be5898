// What somebody has written and not saved, for as long as the tab is open and its key is known.

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

function nameOf(profile: string | null): string {
    return ofTheTab(profile === null ? 'draft' : `draft.${profile}`);
}

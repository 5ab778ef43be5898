// The listings that are looked for, the worst first: the service has them standing by standing, each in order.

import type { Api } from '../frame/api';
import { type Filter, type Listing, type Page, STANDINGS } from './listing';

/** At least so many are read at a time, where there are so many. */
const ENOUGH = 50;

/**
 * @param after where the page before ended, null for the first
 * @returns a page, each listing once, also where its standing changes while it is read; some of it may have been on a
 *     page before, if they stood better then
 */
export async function worstFirst(
    api: Api, filter: Filter, after: string | null, signal: AbortSignal,
): Promise<Page<Listing>> {
    const counts = await api.standings(signal);
    let { rank, cursor } = whereItEnded(after);
    const items: Listing[] = [];
    for (; rank < STANDINGS.length; rank++, cursor = null) {
        const standing = STANDINGS[rank];
        const isWanted = filter.standings.size === 0 || filter.standings.has(standing);
        if (!isWanted || (cursor === null && (counts[standing] ?? 0) === 0)) {
            continue;
        }
        const ofIt = { ...filter, standings: new Set([standing]) };
        do {
            const page = await api.listings(ofIt, cursor, signal);
            items.push(...page.items);
            cursor = page.next ?? null;
        } while (cursor !== null && items.length < ENOUGH);
        if (cursor !== null) {
            return { items: once(items), next: `${rank}:${cursor}` };
        }
    }
    return { items: once(items) };
}

/** As they were read last. */
function once(items: Listing[]): Listing[] {
    return [...new Map(items.map((one) => [one.id, one])).values()];
}

function whereItEnded(after: string | null): { rank: number; cursor: string | null } {
    const [rank, cursor] = (after ?? '0:').split(':');
    return { rank: Number(rank), cursor: cursor === '' ? null : cursor };
}

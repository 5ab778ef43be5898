// What somebody looks for among the listings, and its place in the address.

import { addressOf } from '../frame/router';
import { type Filter, type Standing, STANDINGS } from './listing';

export const EVERYTHING: Filter = { text: '', standings: new Set(), sellingList: '' };

export interface Looking {
    filter: Filter;
    /** The listing that is explained. */
    opened: number | null;
}

export function whatIsAsked(asked: URLSearchParams): Looking {
    const opened = Number(asked.get('listing'));
    return {
        filter: {
            text: asked.get('q') ?? '',
            standings: new Set(STANDINGS.filter((standing) => asked.getAll('standing').includes(standing))),
            sellingList: asked.get('list') ?? '',
        },
        opened: Number.isSafeInteger(opened) && opened > 0 ? opened : null,
    };
}

export function placeOf({ filter, opened }: Looking): string {
    const asked = new URLSearchParams();
    if (filter.text !== '') {
        asked.set('q', filter.text);
    }
    if (filter.sellingList !== '') {
        asked.set('list', filter.sellingList);
    }
    filter.standings.forEach((standing: Standing) => asked.append('standing', standing));
    if (opened !== null) {
        asked.set('listing', String(opened));
    }
    return addressOf('listings', [], asked);
}

export function sameFilter(one: Filter, other: Filter): boolean {
    return one.text === other.text && one.sellingList === other.sellingList
        && one.standings.size === other.standings.size
        && [...one.standings].every((standing) => other.standings.has(standing));
}

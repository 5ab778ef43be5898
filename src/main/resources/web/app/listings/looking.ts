// What somebody looks for among the listings, and its place in the address.

import { addressOf } from '../frame/router';
import { type Filter, type Status, STATUSES } from './listing';

export const EVERYTHING: Filter = { text: '', statuses: new Set(), sellingList: '' };

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
            statuses: new Set(STATUSES.filter((status) => asked.getAll('status').includes(status))),
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
    filter.statuses.forEach((status: Status) => asked.append('status', status));
    if (opened !== null) {
        asked.set('listing', String(opened));
    }
    return addressOf('listings', [], asked);
}

export function sameFilter(one: Filter, other: Filter): boolean {
    return one.text === other.text && one.sellingList === other.sellingList
        && one.statuses.size === other.statuses.size && [...one.statuses].every((status) => other.statuses.has(status));
}

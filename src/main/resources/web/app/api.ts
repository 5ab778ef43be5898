// Calls to the service. What goes wrong comes out as a sentence that can be shown.

import type {
    AmazonAccount, Explanation, Filter, Listing, Merchant, Page, SellingList, Shop,
} from './listing';

/** The service refused, or did not answer (status 0). */
export class Refused extends Error {
    constructor(readonly status: number, message: string) {
        super(message);
    }
}

const PAGE_SIZE = 50;
const MOST = 500;

export class Api {
    constructor(private readonly key: string) {}

    merchant(): Promise<Merchant> {
        return this.get('/api/v1/merchant');
    }

    /** The next page that has listings, or the last one: a search among very many says in between how far it has come. */
    async listings(filter: Filter, after: string | null, signal: AbortSignal): Promise<Page<Listing>> {
        const page = await this.listingsSeen(filter, after, signal);
        return page.items.length > 0 || page.next === undefined ? page : this.listings(filter, page.next, signal);
    }

    private listingsSeen(filter: Filter, after: string | null, signal: AbortSignal): Promise<Page<Listing>> {
        const asked = new URLSearchParams({ limit: String(PAGE_SIZE) });
        if (filter.text.trim() !== '') {
            asked.set('q', filter.text);
        }
        if (filter.sellingList !== '') {
            asked.set('sellingList', filter.sellingList);
        }
        filter.statuses.forEach((status) => asked.append('status', status));
        if (after !== null) {
            asked.set('after', after);
        }
        return this.get(`/api/v1/listings?${asked}`, signal);
    }

    explanation(listing: number): Promise<Explanation> {
        return this.get(`/api/v1/listings/${listing}/explanation`);
    }

    sellingLists(): Promise<Page<SellingList>> {
        return this.get(`/api/v1/selling-lists?limit=${MOST}`);
    }

    amazonAccounts(): Promise<Page<AmazonAccount>> {
        return this.get(`/api/v1/amazon-accounts?limit=${MOST}`);
    }

    shops(): Promise<Page<Shop>> {
        return this.get(`/api/v1/shops?limit=${MOST}`);
    }

    /** Whether Amazon answers the service; when it does not, the service says so with a 503 and the same body. */
    async amazonAnswers(): Promise<boolean> {
        const health = await fetch('/q/health/well');
        const { checks } = (await health.json()) as { checks: { name: string; status: string }[] };
        return checks.every((check) => check.name !== 'amazon' || check.status === 'UP');
    }

    /** @returns how many numbers will be decided anew and sent */
    async updateQuantity(listing: number): Promise<number> {
        const answer = await this.call('/api/v1/listings/actions/update-quantity', { listings: [listing] });
        return ((await answer.json()) as { targets: number }).targets;
    }

    /** The listings as they stand, then their changes, as server-sent events. */
    watch(listings: number[], signal: AbortSignal): Promise<Response> {
        return this.call('/api/v1/listings/changes', { listings }, signal);
    }

    private async get<T>(path: string, signal?: AbortSignal): Promise<T> {
        return (await this.call(path, undefined, signal)).json() as Promise<T>;
    }

    private async call(path: string, body?: object, signal?: AbortSignal): Promise<Response> {
        const headers: Record<string, string> = { Authorization: `Bearer ${this.key}` };
        if (body !== undefined) {
            headers['Content-Type'] = 'application/json';
        }
        const answer = await fetch(path, {
            method: body === undefined ? 'GET' : 'POST',
            headers,
            body: body === undefined ? undefined : JSON.stringify(body),
            signal,
        }).catch((failure: unknown) => {
            throw signal?.aborted ? failure : new Refused(0, 'The service does not answer.');
        });
        if (!answer.ok) {
            throw new Refused(answer.status, await problemOf(answer));
        }
        return answer;
    }
}

/** Errors are problem details (RFC 9457), except those of a proxy in between. */
async function problemOf(answer: Response): Promise<string> {
    try {
        const problem = (await answer.json()) as { detail?: string; title?: string };
        return problem.detail ?? problem.title ?? `The service answered ${answer.status}.`;
    } catch {
        return `The service answered ${answer.status}.`;
    }
}

/** What to tell about a failure; nothing about a call that was given up on purpose. */
export function sentenceOf(failure: unknown): string {
    return failure instanceof Error ? failure.message : String(failure);
}

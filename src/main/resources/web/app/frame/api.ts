// Calls to the service. What goes wrong comes out as a sentence that can be shown.

import type {
    AmazonAccount, Counts, Explanation, Filter, Listing, Page, SellingList, Shop,
} from '../listings/listing';
import { answered, unanswered } from './answering';

export interface Merchant {
    name: string;
}

/** The service refused, or did not answer (status 0). */
export class Refused extends Error {
    /** @param problem what the service says of it for programs, where it says something */
    constructor(readonly status: number, message: string, readonly problem: Record<string, unknown> = {}) {
        super(message);
    }
}

/** What is asked beside the address. */
export interface Asked {
    method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    /** An object is sent as JSON, a text or a file as it is. */
    body?: object | string | Blob;
    headers?: Record<string, string>;
    signal?: AbortSignal;
}

const PAGE_SIZE = 50;
const MOST = 500;

export class Api {
    /** @param key null for whoever stays signed in: the browser sends the session itself */
    constructor(private readonly key: string | null) {}

    /** Whether it is the browser's session that opens the service, for all of its tabs. */
    staysSignedIn(): boolean {
        return this.key === null;
    }

    /** Has the browser stay signed in. */
    async beginSession(): Promise<Api> {
        await this.call('/api/v1/session', { method: 'POST' });
        return new Api(null);
    }

    async endSession(): Promise<void> {
        await this.call('/api/v1/session', { method: 'DELETE' });
    }

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
        filter.standings.forEach((standing) => asked.append('standing', standing));
        if (after !== null) {
            asked.set('after', after);
        }
        return this.get(`/api/v1/listings?${asked}`, signal);
    }

    /** How many listings have which standing. */
    standings(signal: AbortSignal): Promise<Counts> {
        return this.get('/api/v1/listings/standings', signal);
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
        const answer = await this.call('/api/v1/listings/actions/update-quantity', {
            method: 'POST', body: { listings: [listing] },
        });
        return ((await answer.json()) as { done: number }).done;
    }

    /** The listings as they stand, then their changes, as server-sent events. */
    watch(listings: number[], signal: AbortSignal): Promise<Response> {
        return this.call('/api/v1/listings/changes', { method: 'POST', body: { listings }, signal });
    }

    async get<T>(path: string, signal?: AbortSignal): Promise<T> {
        return (await this.call(path, { signal })).json() as Promise<T>;
    }

    /** @throws Refused */
    async call(path: string, { method = 'GET', body, headers = {}, signal }: Asked): Promise<Response> {
        const answer = await fetch(path, {
            method,
            headers: { ...this.who(), ...typeOf(body), ...headers },
            body: typeof body === 'object' && !(body instanceof Blob) ? JSON.stringify(body) : body,
            signal,
        }).catch((failure: unknown) => {
            if (signal?.aborted) {
                throw failure;
            }
            unanswered();
            throw new Refused(0, 'The service does not answer.');
        });
        answered();
        if (!answer.ok) {
            throw await refusal(answer);
        }
        return answer;
    }

    /** The session counts only beside this header, which no other page can send. */
    private who(): Record<string, string> {
        return this.key === null ? { 'X-Stockrule-Page': '1' } : { Authorization: `Bearer ${this.key}` };
    }
}

function typeOf(body: object | string | Blob | undefined): Record<string, string> {
    return body === undefined || body instanceof Blob ? {}
        : { 'Content-Type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json' };
}

/** Errors are problem details (RFC 9457), except those of a proxy in between. */
async function refusal(answer: Response): Promise<Refused> {
    const otherwise = `The service answered ${answer.status}.`;
    try {
        const problem = (await answer.json()) as { detail?: string; title?: string };
        return new Refused(answer.status, problem.detail ?? problem.title ?? otherwise, { ...problem });
    } catch {
        return new Refused(answer.status, otherwise);
    }
}

/** What to tell about a failure; nothing about a call that was given up on purpose. */
export function sentenceOf(failure: unknown): string {
    return failure instanceof Error ? failure.message : String(failure);
}

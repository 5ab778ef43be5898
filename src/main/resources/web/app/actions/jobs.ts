// What a person can have done with listings, in words, and how the service is asked for it.

import type { Api } from '../frame/api';
import type { Page } from '../listings/listing';

export interface Job {
    id: number;
    action: 'UPDATE_QUANTITY' | 'STOP' | 'STOP_AND_REMOVE' | 'RESUME';
    state: 'RUNNING' | 'WAITING' | 'DONE' | 'CANCELLED';
    /** Absent where it is found out on the way. */
    listings?: number;
    done: number;
    refused: number;
    /** Stopped, and to leave their lists when Amazon shows 0. */
    leaving: number;
}

export interface Result {
    listing: number;
    outcome: 'DONE' | 'LEAVING' | 'STAYED' | 'REFUSED' | 'FAILED';
    sellerSku?: string;
    told: string;
}

/** Some listings by id, or all that the list of listings finds with the same words. */
export type Chosen = { listings: number[] } | { matching: { sellingList?: number; q?: string; standing?: string[] } };

export interface Action {
    /** In the address of the API. */
    name: string;
    title: string;
    /** What it will do, and how to take it back. */
    means: string;
}

export const ACTIONS: Action[] = [
    {
        name: 'update-quantity',
        title: 'Update Quantity',
        means: 'Their numbers are decided and sent to Amazon again, changed or not.',
    },
    {
        name: 'stop',
        title: 'Stop',
        means: 'They go to 0 on Amazon and stay in their lists as Stopped, whatever their profiles say. '
            + 'Resume takes it back.',
    },
    {
        name: 'stop-and-remove',
        title: 'Stop & Remove',
        means: 'They go to 0 on Amazon, and leave their lists as soon as Amazon shows that. Until one has left, Resume '
            + 'takes it back; after that it has to be added and linked again.',
    },
    {
        name: 'resume',
        title: 'Resume',
        means: 'What was stopped is decided by its profile again, and sent to Amazon. Stop takes it back.',
    },
];

export async function begin(api: Api, action: Action, chosen: Chosen): Promise<Job> {
    const answer = await api.call(`/api/v1/listings/actions/${action.name}`, { method: 'POST', body: chosen });
    return (await answer.json()) as Job;
}

export function job(api: Api, id: number, signal: AbortSignal): Promise<Job> {
    return api.get(`/api/v1/listing-jobs/${id}`, signal);
}

export function results(api: Api, id: number, after: string | null): Promise<Page<Result>> {
    return api.get(`/api/v1/listing-jobs/${id}/results?limit=100${after === null ? '' : `&after=${after}`}`);
}

export async function cancel(api: Api, id: number): Promise<Job> {
    return (await (await api.call(`/api/v1/listing-jobs/${id}/actions/cancel`, { method: 'POST' })).json()) as Job;
}

// The stream of changes: kept open, and opened anew when it breaks. Every stream begins with the listings as they
// stand, so whatever happened in between is caught up with.

import { type Api, Refused } from '../frame/api';
import { events } from '../frame/streams';
import type { Changes } from './listing';

/** The service sends something every 5 seconds; without anything for this long the connection is dead. */
const SILENCE = 15_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

export interface Listener {
    changed(changes: Changes): void;
    connected(live: boolean): void;
    /** The key opens nothing any more. */
    refused(): void;
}

/** Watches these listings until the signal. */
export async function watch(api: Api, listings: number[], listener: Listener, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
        try {
            await stream(api, listings, signal, (changes) => {
                failures = 0;
                listener.connected(true);
                listener.changed(changes);
            });
        } catch (failure) {
            if (signal.aborted) {
                return;
            }
            if (failure instanceof Refused && failure.status === 401) {
                listener.refused();
                return;
            }
            listener.connected(false);
            await pause(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures++), signal);
        }
    }
}

/** Returns when the service ends the stream, which it does now and then to ask for the key again. */
async function stream(
    api: Api, listings: number[], signal: AbortSignal, changed: (changes: Changes) => void,
): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE);
    try {
        const answer = await api.watch(listings, AbortSignal.any([signal, silence.signal]));
        await events(answer, (data) => changed(JSON.parse(data) as Changes), () => {
            clearTimeout(timer);
            timer = setTimeout(() => silence.abort(), SILENCE);
        });
    } finally {
        clearTimeout(timer);
    }
}

/** Between half and all of the time, so that many pages do not come back in the same moment. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds * (0.5 + Math.random() / 2));
        signal.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve();
        }, { once: true });
    });
}

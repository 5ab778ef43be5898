// Whether the service answers. Every call tells it here; the frame shows it, and what is on screen is read again as soon as
// the service answers after a silence.

import type { ReactiveControllerHost } from 'lit';

const CHANGED = 'stockrule-answering';
/** Milliseconds before it is asked again, at first and at most. */
const SOON = 1_000;
const AT_MOST = 30_000;

let answeredAt: Date | null = null;
let silent = false;

/** Null while it answers, and otherwise when it did so last; the beginning of time if it never has. */
export function silentSince(): Date | null {
    return silent ? answeredAt ?? new Date(0) : null;
}

export function answered(): void {
    answeredAt = new Date();
    if (silent) {
        silent = false;
        dispatchEvent(new Event(CHANGED));
    }
}

export function unanswered(): void {
    if (!silent) {
        silent = true;
        dispatchEvent(new Event(CHANGED));
        void askUntilItAnswers();
    }
}

/** Calls back whenever it falls silent, and whenever it answers again. */
export function onAnswering(changed: () => void, signal: AbortSignal): void {
    addEventListener(CHANGED, changed, { signal });
}

/** Has an element read again what it shows whenever the service answers after a silence, for as long as it is there. */
export function readAgain(element: ReactiveControllerHost, read: () => unknown): void {
    let leaving = new AbortController();
    element.addController({
        hostConnected() {
            leaving = new AbortController();
            onAnswering(() => {
                if (!silent) {
                    read();
                }
            }, leaving.signal);
        },
        hostDisconnected: () => leaving.abort(),
    });
}

async function askUntilItAnswers(): Promise<void> {
    for (let pause = SOON; silent; pause = Math.min(2 * pause, AT_MOST)) {
        await pauseOf(pause);
        await fetch('/q/health/live').then(answered, () => {});
    }
}

/** Shorter when the browser notices that it is in a network again. */
function pauseOf(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
        const over = () => {
            clearTimeout(timer);
            removeEventListener('online', over);
            resolve();
        };
        const timer = setTimeout(over, milliseconds);
        addEventListener('online', over);
    });
}

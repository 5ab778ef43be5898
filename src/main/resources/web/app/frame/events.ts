// What a room tells the frame around it, and how it tells a failure.

import { Refused, sentenceOf } from './api';

/** How fresh what the room shows is: live, not live any more, or, with null, not known yet. */
export class Connected extends Event {
    constructor(readonly live: boolean | null) {
        super('connected', { bubbles: true });
    }
}

/** The key opens nothing any more. */
export class KeyRefused extends Event {
    constructor() {
        super('key-refused', { bubbles: true });
    }
}

/** What to show of a failure within a room; nothing where the frame asks for another key. */
export function problemOf(room: EventTarget, failure: unknown): string {
    if (failure instanceof Refused && failure.status === 401) {
        room.dispatchEvent(new KeyRefused());
        return '';
    }
    return sentenceOf(failure);
}

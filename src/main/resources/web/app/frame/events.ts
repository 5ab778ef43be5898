// What a room tells the frame around it.

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

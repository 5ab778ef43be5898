// Where in the page somebody is. It stands in the fragment of the address, which browsers send to nobody: a reload, the
// back button and a link that is passed on lead to the same place.

/** `#/profiles/Candles?version=3`: a room, names within it, and what is asked for there. */
export interface Place {
    room: string;
    within: string[];
    asked: URLSearchParams;
}

const MOVED = 'stockrule-moved';

export function here(): Place {
    const [path, asked] = location.hash.replace(/^#\/?/, '').split('?', 2);
    const [room, ...within] = path.split('/').filter((part) => part !== '').map(decoded);
    return { room: room ?? '', within, asked: new URLSearchParams(asked ?? '') };
}

export function addressOf(room: string, within: string[] = [], asked = new URLSearchParams()): string {
    const path = [room, ...within].map(encodeURIComponent).join('/');
    const question = asked.toString();
    return `#/${path}${question === '' ? '' : `?${question}`}`;
}

/** Goes there; the place before is one step back. */
export function go(address: string): void {
    if (address !== location.hash) {
        history.pushState(null, '', address);
        dispatchEvent(new Event(MOVED));
    }
}

/** The same place, told more exactly: what is typed is no step of its own. */
export function stay(address: string): void {
    if (address !== location.hash) {
        history.replaceState(null, '', address);
    }
}

/** Calls back whenever somebody has gone elsewhere. */
export function onMove(moved: () => void, signal: AbortSignal): void {
    addEventListener(MOVED, moved, { signal });
    addEventListener('popstate', moved, { signal });
}

function decoded(part: string): string {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

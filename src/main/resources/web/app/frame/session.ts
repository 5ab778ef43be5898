// The merchant's API key, for as long as this tab is open. It lives in the tab's own storage and goes to the service in
// a header; no address that is sent anywhere ever holds it. Whoever stays signed in leaves no key here: the service knows
// the browser by a cookie that no script can read, and all that is kept is that there is one.

const OURS = 'stockrule.';
const NAME = ofTheTab('key');
const STAYS = `${OURS}stays`;

/** What the tab keeps this under, until somebody signs out. */
export function ofTheTab(name: string): string {
    return OURS + name;
}

export function storedKey(): string | null {
    return sessionStorage.getItem(NAME);
}

export function storeKey(key: string): void {
    sessionStorage.setItem(NAME, key);
}

/** And whatever else was kept for whoever had it. */
export function forgetKey(): void {
    Object.keys(sessionStorage)
        .filter((name) => name.startsWith(OURS))
        .forEach((name) => sessionStorage.removeItem(name));
}

/** Whether somebody has signed in on this computer to stay. */
export function stays(): boolean {
    return localStorage.getItem(STAYS) !== null;
}

export function stay(): void {
    localStorage.setItem(STAYS, '1');
}

export function stayNoMore(): void {
    localStorage.removeItem(STAYS);
}

/** Takes the key out of an address that ends in `#key=...`, and out of the address bar. Browsers send no fragment. */
export function takeKeyFromAddress(): string | null {
    if (!location.hash.startsWith('#key=')) {
        return null;
    }
    const key = new URLSearchParams(location.hash.slice(1)).get('key');
    history.replaceState(null, '', location.pathname + location.search);
    return key === '' ? null : key;
}

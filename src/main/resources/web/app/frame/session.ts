// The merchant's API key, for as long as this tab is open. It lives in the tab's own storage and goes to the service in
// a header; no address that is sent anywhere ever holds it.

const NAME = 'stockrule.key';

export function storedKey(): string | null {
    return sessionStorage.getItem(NAME);
}

export function storeKey(key: string): void {
    sessionStorage.setItem(NAME, key);
}

export function forgetKey(): void {
    sessionStorage.removeItem(NAME);
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

// Numbers, times and sentences as they are shown.

const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export function number(value: number): string {
    return value.toLocaleString();
}

const SHORT = new Intl.NumberFormat(undefined, { notation: 'compact' });

/** Where there is little room: `1M`. */
export function short(value: number): string {
    return value < 10_000 ? number(value) : SHORT.format(value);
}

export function time(instant: string): string {
    return TIME.format(new Date(instant));
}

export function capital(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The service's reasons start in lower case and end without a full stop. */
export function sentence(reason: string): string {
    const begun = capital(reason);
    return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

export function plural(count: number, one: string, many: string): string {
    return `${number(count)} ${count === 1 ? one : many}`;
}

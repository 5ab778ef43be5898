// What the service says of listings, as in its API's description at /q/openapi.

export interface Listing {
    id: number;
    sku: string;
    title: string;
    sellerSku: string | null;
    packSize: number;
    /** Where its number is on its way, in words. */
    status: string;
    standing: Standing;
    reason: string;
    available: number | null;
    decided: number | null;
    because: string;
    decidedAt: string | null;
    sent: number | null;
    sentAt: string | null;
    acceptedAt: string | null;
    effectiveAt: string | null;
    /** What Amazon showed when it was last read. */
    shown: number | null;
}

/** What is to be seen of a listing at a glance, the worst first. */
export const STANDINGS = [
    'Error',
    'Not linked',
    'Not decided',
    'Held',
    'Waiting',
    'FBA, not ours',
    'Stopped',
    'Sold out',
    'Live',
] as const;

export type Standing = (typeof STANDINGS)[number];

export type Counts = Partial<Record<Standing, number>>;

export interface Changes {
    listings: Listing[];
    gone: number[];
    standings: Counts | null;
}

export interface Page<T> {
    items: T[];
    next?: string;
}

export interface Filter {
    text: string;
    standings: ReadonlySet<Standing>;
    sellingList: string;
}

export interface SellingList {
    id: number;
    name: string;
    marketplace: string;
}

export interface AmazonAccount {
    name: string;
    updateQuantity: boolean;
    suspendedUntil?: string;
    suspendedReason?: string;
    attention?: string;
}

export interface Shop {
    id: number;
    domain: string;
    suspendedUntil?: string;
    suspendedReason?: string;
}

export interface Explanation {
    listing: Listing;
    decision: Decision | null;
    sent: SentNumber[];
}

export interface Decision {
    profile: string;
    profileVersion: number;
    reason: string | null;
    facts: { variant: { stock: WarehouseStock[] } };
    trace: Step[];
    decidedAt: string;
}

export interface Step {
    /** Its name, a sentence. */
    rule: string;
    /** The amount after it; null where there is none: a hold, an unknown stock. */
    after: number | null;
    sentence: string;
    /** Of the statement that it comes from, from 1; nothing for what no statement says. */
    line?: number;
    /** The same in its own words. */
    statement?: string;
}

export interface WarehouseStock {
    warehouse: string;
    available: number | null;
    active: boolean;
    /** What else lies there, where the profile looks at it and it was known. */
    onHand?: number;
    committed?: number;
    incoming?: number;
}

export interface SentNumber {
    number: number;
    quantity: number;
    /** What it was decided on; null where nothing of that was kept. */
    because: { profileVersion: number; facts: { variant: { stock: WarehouseStock[] } }; trace: Step[] } | null;
    decidedAt: string;
    sentAt: string;
    timesSent: number;
    state: string;
    acceptedAt: string | null;
    effectiveAt: string | null;
    problem: string | null;
}

// What the service says of listings, as in its API's description at /q/openapi.

export interface Listing {
    id: number;
    sku: string;
    title: string;
    sellerSku: string | null;
    packSize: number;
    status: Status;
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

/** In the order in which a listing goes through them. */
export const STATUSES = [
    'Not Linked',
    'Pending Linking',
    'Linking Error',
    'Pending Quantity Update',
    'Update Error',
    'Linked',
    'Stopped',
] as const;

export type Status = (typeof STATUSES)[number];

export type Counts = Partial<Record<Status, number>>;

export interface Changes {
    listings: Listing[];
    gone: number[];
    counts: Counts | null;
}

export interface Page<T> {
    items: T[];
    next?: string;
}

export interface Filter {
    text: string;
    statuses: ReadonlySet<Status>;
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
    trace: { sentence: string }[];
    decidedAt: string;
}

export interface WarehouseStock {
    warehouse: string;
    available: number | null;
    active: boolean;
}

export interface SentNumber {
    number: number;
    quantity: number;
    sentAt: string;
    state: string;
    problem: string | null;
}

// The listings on screen: loaded by search and filter, then kept up to date in place by the stream of changes.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../actions/actions';
import type { Chosen } from '../actions/jobs';
import { readAgain } from '../frame/answering';
import type { Api } from '../frame/api';
import { Connected, KeyRefused, problemOf } from '../frame/events';
import { go, type Place, stay } from '../frame/router';
import { number, plural } from '../frame/words';
import { watch } from './changes';
import './explanation';
import type { Changes, Counts, Filter, Listing, SellingList } from './listing';
import { STANDINGS } from './listing';
import { type NextStep, nextStep, notices } from './notices';
import { type Doing, row } from './row';
import { EVERYTHING, type Looking, placeOf, sameFilter, whatIsAsked } from './looking';
import { toolbar } from './toolbar';
import { worstFirst } from './worst';

/** Between the last key typed and the search. */
const TYPING = 250;
/** How long a change stays marked. */
const MARKED = 3_000;
const NOTICES = 60_000;
/** The service lets one stream watch this many. */
const MOST_ON_SCREEN = 500;

class StockruleListings extends LitElement {
    static override properties = { place: { attribute: false } };
    /** Says what is looked for, and which listing is open. */
    declare place: Place;
    api!: Api;
    private filter = EVERYTHING;
    private listings: Listing[] = [];
    private next: string | null = null;
    private loading: 'anew' | 'more' | null = 'anew';
    private problem = '';
    private counts: Counts | null = null;
    /** How many matched when the list was loaded; null until that is known. A list that is here as a whole knows it by
     *  itself: the counts come later, and may hold what came in between. */
    private loadedAt: number | null = null;
    private lists: SellingList[] = [];
    private notices: string[] = [];
    private nextStep: NextStep | null = null;
    /** For More actions; none: all that match. */
    private chosen: ReadonlySet<number> = new Set();
    /** What changed a moment ago, by listing. */
    private readonly marks = new Map<number, Set<string>>();
    private opened: number | null = null;
    /** The one that is open, when it is not on screen. */
    private elsewhere: Listing | null = null;
    private typing: ReturnType<typeof setTimeout> | undefined;
    private noticing: ReturnType<typeof setInterval> | undefined;
    private reading = new AbortController();
    private watching = new AbortController();

    constructor() {
        super();
        readAgain(this, () => this.problem !== '' && this.load());
    }

    override connectedCallback(): void {
        super.connectedCallback();
        this.dispatchEvent(new Connected(null));
        void this.readLists();
        void this.readNotices();
        this.noticing = setInterval(() => void this.readNotices(), NOTICES);
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        clearTimeout(this.typing);
        clearInterval(this.noticing);
        this.reading.abort();
        this.watching.abort();
    }

    protected override createRenderRoot(): this {
        return this;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (!changed.has('place')) {
            return;
        }
        const { filter, opened } = whatIsAsked(this.place.asked);
        if (changed.get('place') === undefined || !sameFilter(filter, this.filter)) {
            this.filter = filter;
            void this.load();
        }
        this.opened = opened;
        void this.readElsewhere();
    }

    protected override render() {
        return html`
            <main class="listings">
                ${this.notices.map((notice) => html`<p class="notice">${notice}</p>`)}
                ${toolbar(this.filter, this.counts, this.lists, (part) => this.narrow(part))}
                ${this.problem === '' ? nothing : html`
                    <p class="problem" role="alert">
                        ${this.problem} <button type="button" class="quiet" @click=${() => this.load()}>Try again</button>
                    </p>`}
                <div class="summary">
                    <p role="status">${this.summary()}</p>
                    ${this.isOutdated() ? html`
                        <button type="button" class="quiet" @click=${() => this.load()}>
                            The list has changed: show it anew
                        </button>` : nothing}
                </div>
                ${this.listings.length === 0 ? this.empty() : html`${this.acting()}${this.list()}`}
            </main>
            ${this.explanation()}`;
    }

    private readonly doing: Doing = {
        open: (listing) => this.open(listing.id),
        choose: (listing, chosen) => {
            const others = [...this.chosen].filter((id) => id !== listing.id);
            this.chosen = new Set(chosen ? [...others, listing.id] : others);
            this.requestUpdate();
        },
    };

    private acting(): TemplateResult {
        const named = this.acted();
        return html`
            <details class="acting">
                <summary>More actions for ${named}</summary>
                ${this.chosen.size === 0 ? html`
                    <p class="hint">Choose single ones in the list, or search and filter, to have fewer of them.</p>` : html`
                    <button type="button" class="quiet" @click=${() => this.chooseNone()}>Choose none of them</button>`}
                <listing-actions .api=${this.api} .named=${named} .chosen=${this.actedUpon()}></listing-actions>
            </details>`;
    }

    private chooseNone(): void {
        this.chosen = new Set();
        this.requestUpdate();
    }

    /** In words. */
    private acted(): string {
        if (this.chosen.size > 0) {
            return `the ${plural(this.chosen.size, 'chosen listing', 'chosen listings')}`;
        }
        const all = !this.isCountable() || this.counts === null ? 'all listings'
            : this.matching() === 1 ? 'the one listing' : `all ${number(this.matching())} listings`;
        return this.isNarrowed() ? `${all} that ${all === 'the one listing' ? 'matches' : 'match'}` : all;
    }

    private actedUpon(): Chosen {
        if (this.chosen.size > 0) {
            return { listings: [...this.chosen] };
        }
        const { text, standings, sellingList } = this.filter;
        return {
            matching: {
                ...(sellingList === '' ? {} : { sellingList: Number(sellingList) }),
                ...(text.trim() === '' ? {} : { q: text.trim() }),
                ...(standings.size === 0 ? {} : { standing: [...standings] }),
            },
        };
    }

    private list(): TemplateResult {
        return html`
            <div class="headings" aria-hidden="true">
                <span>Product</span><span>Available</span><span>Decided</span><span>On Amazon</span>
                <span>Standing</span><span>Reason</span>
            </div>
            <ul class="rows" aria-busy=${this.loading !== null}>
                ${repeat(this.listings, (listing) => listing.id, (listing) =>
                    row(listing, this.marks.get(listing.id) ?? new Set(), this.chosen.has(listing.id), this.doing))}
            </ul>
            ${this.next === null ? nothing : this.more()}`;
    }

    private more(): TemplateResult {
        return this.listings.length >= MOST_ON_SCREEN
            ? html`<p class="hint">The first ${number(MOST_ON_SCREEN)} are shown. Search or filter to see others.</p>`
            : html`
                <button type="button" class="more" ?disabled=${this.loading !== null} @click=${() => this.loadMore()}>
                    ${this.loading === 'more' ? 'Loading …' : 'Show more'}
                </button>`;
    }

    private empty(): TemplateResult | typeof nothing {
        if (this.loading !== null || this.problem !== '') {
            return nothing;
        }
        if (this.isNarrowed()) {
            return html`
                <div class="empty">
                    <p>Nothing matches.</p>
                    <button type="button" @click=${() => this.narrow(EVERYTHING)}>Show all listings</button>
                </div>`;
        }
        return html`
            <div class="empty">
                <p>There are no listings yet.</p>
                ${this.nextStep === null ? nothing : html`
                    <p>${this.nextStep.told}</p>
                    <a class="button primary" href=${this.nextStep.at}>${this.nextStep.does}</a>
                    ${this.nextStep.orElse === undefined ? nothing : html`
                        <a href=${this.nextStep.orElse.at}>${this.nextStep.orElse.does}</a>`}`}
            </div>`;
    }

    private explanation(): TemplateResult | typeof nothing {
        const listing = this.listings.find((one) => one.id === this.opened) ?? this.elsewhere;
        return this.opened === null || listing?.id !== this.opened ? nothing : html`
            <listing-explanation .api=${this.api} .listing=${listing} @closed=${() => this.open(null)}>
            </listing-explanation>`;
    }

    private summary(): string {
        if (this.loading === 'anew') {
            return 'Loading …';
        }
        const shown = plural(this.listings.length, 'listing', 'listings');
        if (this.isCountable()) {
            const all = this.matching();
            return all <= this.listings.length ? shown : `${shown} of ${number(all)}, the worst first`;
        }
        return this.next === null ? shown : `The first ${shown} that match; there are more`;
    }

    private isNarrowed(): boolean {
        const { text, standings, sellingList } = this.filter;
        return text.trim() !== '' || standings.size > 0 || sellingList !== '';
    }

    private narrow(part: Partial<Filter>): void {
        const typed = part.text !== undefined && part !== EVERYTHING;
        this.filter = { ...this.filter, ...part };
        clearTimeout(this.typing);
        this.typing = setTimeout(() => void this.load(), typed ? TYPING : 0);
        (typed ? stay : go)(placeOf(this.looking()));
        this.requestUpdate();
    }

    private looking(): Looking {
        return { filter: this.filter, opened: this.opened };
    }

    /** A link may lead to a listing that is not among the first. */
    private async readElsewhere(): Promise<void> {
        const wanted = this.opened;
        if (wanted === null || this.elsewhere?.id === wanted || this.listings.some((one) => one.id === wanted)) {
            return;
        }
        try {
            this.elsewhere = (await this.api.explanation(wanted)).listing;
        } catch (failure) {
            this.failed(failure);
        }
        this.requestUpdate();
    }

    private async load(): Promise<void> {
        this.loading = 'anew';
        await this.read(null, (found) => {
            this.listings = found;
            this.loadedAt = null;
            this.chosen = new Set();
            this.marks.clear();
        });
        if (this.listings.length === 0 && this.problem === '') {
            this.nextStep = await nextStep(this.api).catch(() => null);
            this.requestUpdate();
        }
    }

    private async loadMore(): Promise<void> {
        this.loading = 'more';
        await this.read(this.next, (found) => {
            const known = new Set(this.listings.map((listing) => listing.id));
            this.listings = [...this.listings, ...found.filter((listing) => !known.has(listing.id))];
        });
    }

    /** Reads a page. A later call ends an earlier one: only the newest search counts. */
    private async read(after: string | null, take: (found: Listing[]) => void): Promise<void> {
        this.reading.abort();
        this.reading = new AbortController();
        const { signal } = this.reading;
        this.problem = '';
        this.requestUpdate();
        try {
            const page = await worstFirst(this.api, this.filter, after, signal);
            take(page.items);
            this.next = page.next ?? null;
            this.loadedAt = this.next === null ? this.listings.length : this.loadedAt;
            this.watchShown();
        } catch (failure) {
            if (signal.aborted) {
                return;
            }
            this.failed(failure);
        }
        this.loading = null;
        this.requestUpdate();
    }

    private watchShown(): void {
        this.watching.abort();
        this.watching = new AbortController();
        const listener = {
            changed: (changes: Changes) => this.take(changes),
            connected: (live: boolean) => {
                this.dispatchEvent(new Connected(live));
            },
            refused: () => this.dispatchEvent(new KeyRefused()),
        };
        void watch(this.api, this.listings.map((listing) => listing.id), listener, this.watching.signal);
    }

    private take(changes: Changes): void {
        const now = new Map(changes.listings.map((listing) => [listing.id, listing]));
        this.listings.forEach((before) => this.mark(before, now.get(before.id) ?? before));
        this.listings = this.listings
            .filter((listing) => !changes.gone.includes(listing.id))
            .map((listing) => now.get(listing.id) ?? listing);
        this.chosen = new Set([...this.chosen].filter((id) => !changes.gone.includes(id)));
        if (changes.standings !== null) {
            this.takeCounts(changes.standings);
        }
        this.requestUpdate();
    }

    private takeCounts(counts: Counts): void {
        this.counts = counts;
        this.loadedAt ??= this.matching();
        if (this.isOutdated() && this.listings.length === 0 && this.loading === null) {
            void this.load();
        }
    }

    /** Whether listings joined or left what is searched for since it was loaded. */
    private isOutdated(): boolean {
        return this.isCountable() && this.loadedAt !== null && this.loadedAt !== this.matching();
    }

    /** The service counts all listings; how many a search finds, only who has seen all of them knows. */
    private isCountable(): boolean {
        return this.filter.text.trim() === '' && this.filter.sellingList === '';
    }

    private matching(): number {
        const { standings } = this.filter;
        return STANDINGS.filter((standing) => standings.size === 0 || standings.has(standing))
            .reduce((sum, standing) => sum + (this.counts?.[standing] ?? 0), 0);
    }

    private mark(before: Listing, now: Listing): void {
        const changed = (['available', 'decided', 'shown', 'standing'] as const)
            .filter((part) => before[part] !== now[part]);
        if (changed.length === 0) {
            return;
        }
        const marks = new Set([...(this.marks.get(now.id) ?? []), ...changed]);
        this.marks.set(now.id, marks);
        setTimeout(() => {
            if (this.marks.get(now.id) === marks) {
                this.marks.delete(now.id);
                this.requestUpdate();
            }
        }, MARKED);
    }

    private open(listing: number | null): void {
        if (listing !== this.opened) {
            this.opened = listing;
            go(placeOf(this.looking()));
            this.requestUpdate();
        }
    }

    private async readLists(): Promise<void> {
        try {
            this.lists = (await this.api.sellingLists()).items;
        } catch (failure) {
            this.failed(failure);
        }
        this.requestUpdate();
    }

    /** When they cannot be read, the connection says so; the last ones stay. */
    private async readNotices(): Promise<void> {
        this.notices = await notices(this.api).catch(() => this.notices);
        this.requestUpdate();
    }

    private failed(failure: unknown): void {
        this.problem = problemOf(this, failure);
    }
}

customElements.define('stockrule-listings', StockruleListings);

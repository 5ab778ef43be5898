// One listing in the list: its product, its way from available to effective, its status, the reason.

import { html, nothing, type TemplateResult } from 'lit';
import type { Listing, Standing } from './listing';
import { number, sentence } from '../frame/words';

export type Amount = 'available' | 'decided' | 'shown';

export interface Doing {
    open: (listing: Listing) => void;
    choose: (listing: Listing, chosen: boolean) => void;
}

/** @param chosen for More actions */
export function row(listing: Listing, changed: ReadonlySet<string>, chosen: boolean, doing: Doing): TemplateResult {
    const name = listing.title || listing.sku || 'A variant that the shop no longer has';
    return html`
        <li class="listing" data-listing=${listing.id}>
            <div class="product">
                <input class="choose" type="checkbox" aria-label=${`Choose ${name}`} .checked=${chosen}
                    @change=${(event: Event) => doing.choose(listing, (event.target as HTMLInputElement).checked)}>
                <button class="title" type="button" aria-haspopup="dialog" @click=${() => doing.open(listing)}>
                    ${name}
                </button>
                <p class="skus">${skus(listing)}</p>
            </div>
            ${flow(listing, changed)}
            <p class="status">${chip(listing.standing, changed.has('standing'))}</p>
            <p class="reason">
                ${listing.reason === '' ? nothing : html`<strong>${sentence(listing.reason)}</strong> `}${listing.because}
            </p>
        </li>`;
}

function skus(listing: Listing): TemplateResult {
    if (listing.sellerSku === null || listing.sellerSku === listing.sku) {
        return html`<span class="sku">${listing.sku}</span>`;
    }
    return html`
        <span class="sku">${listing.sku}</span>
        <span class="sku"><span class="where">Amazon</span> ${listing.sellerSku}</span>`;
}

export function flow(listing: Listing, changed: ReadonlySet<string>): TemplateResult {
    return html`
        <dl class="flow">
            ${amount('Available', 'available', listing.available, changed)}
            ${amount('Decided', 'decided', listing.decided, changed, listing.packSize)}
            ${amount('On Amazon', 'shown', listing.shown, changed)}
        </dl>`;
}

function amount(
    label: string, name: Amount, value: number | null, changed: ReadonlySet<string>, packSize = 1,
): TemplateResult {
    const classes = `amount${changed.has(name) ? ' changed' : ''}${value === null ? ' none' : ''}`;
    return html`
        <div class=${classes} data-amount=${name}>
            <dt>${label}</dt>
            <dd>
                ${value === null ? html`<span aria-hidden="true">–</span><span class="unseen">none</span>` : number(value)}
                ${packSize === 1 ? nothing : html`<small>packs of ${packSize}</small>`}
            </dd>
        </div>`;
}

export function chip(standing: Standing, changed = false): TemplateResult {
    return html`<span class="chip ${kindOf(standing)}${changed ? ' changed' : ''}">${standing}</span>`;
}

/** For the stylesheet. */
export function kindOf(standing: Standing): string {
    return standing.toLowerCase().replace(/[^a-z]+/g, '-');
}

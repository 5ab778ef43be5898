// Search and filters above the list.

import { html, nothing, type TemplateResult } from 'lit';
import { type Counts, type Filter, type SellingList, type Status, STATUSES } from './listing';
import { number } from '../frame/words';

export function toolbar(
    filter: Filter, counts: Counts | null, lists: SellingList[], change: (part: Partial<Filter>) => void,
): TemplateResult {
    return html`
        <form class="toolbar" role="search" @submit=${(event: Event) => event.preventDefault()}>
            <div class="field search">
                <label for="search">Search</label>
                <input id="search" type="search" autocomplete="off" spellcheck="false" maxlength="255"
                    placeholder="Title, SKU or Amazon SKU" .value=${filter.text}
                    @input=${(event: Event) => change({ text: (event.target as HTMLInputElement).value })}>
            </div>
            ${lists.length < 2 ? nothing : html`
                <div class="field">
                    <label for="selling-list">Selling List</label>
                    <select id="selling-list"
                        @change=${(event: Event) => change({ sellingList: (event.target as HTMLSelectElement).value })}>
                        <option value="">All</option>
                        ${lists.map((list) => html`
                            <option value=${list.id} ?selected=${filter.sellingList === String(list.id)}>
                                ${list.name} (${list.marketplace})
                            </option>`)}
                    </select>
                </div>`}
            <fieldset class="statuses">
                <legend class="unseen">Status</legend>
                ${STATUSES.filter((status) => isOffered(status, filter, counts)).map((status) => html`
                    <label class="choice">
                        <input type="checkbox" .checked=${filter.statuses.has(status)}
                            @change=${() => change({ statuses: toggled(filter.statuses, status) })}>
                        <span class="dot ${status.toLowerCase().replaceAll(' ', '-')}"></span>
                        ${status}
                        ${counts === null ? nothing : html`<span class="count">${number(counts[status] ?? 0)}</span>`}
                    </label>`)}
            </fieldset>
        </form>`;
}

/** A status that no listing has is no use as a filter, unless it is one already. */
function isOffered(status: Status, filter: Filter, counts: Counts | null): boolean {
    return filter.statuses.has(status) || (counts?.[status] ?? 0) > 0;
}

function toggled(statuses: ReadonlySet<Status>, status: Status): ReadonlySet<Status> {
    const changed = new Set(statuses);
    if (!changed.delete(status)) {
        changed.add(status);
    }
    return changed;
}

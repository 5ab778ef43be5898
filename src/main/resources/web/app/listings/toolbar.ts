// Search and filters above the list.

import { html, nothing, type TemplateResult } from 'lit';
import { type Counts, type Filter, type SellingList, type Standing, STANDINGS } from './listing';
import { kindOf } from './row';
import { number } from '../frame/words';

export function toolbar(
    filter: Filter, counts: Counts | null, lists: SellingList[], change: (part: Partial<Filter>) => void,
): TemplateResult {
    return html`
        <form class="toolbar" role="search" @submit=${(event: Event) => event.preventDefault()}>
            <div class="field search">
                <label for="search">Search</label>
                <input id="search" type="search" autocomplete="off" spellcheck="false" maxlength="255"
                    placeholder="Words of the title, SKU or Amazon SKU" .value=${filter.text}
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
                <legend class="unseen">Standing</legend>
                ${STANDINGS.filter((standing) => isOffered(standing, filter, counts)).map((standing) => html`
                    <label class="choice">
                        <input type="checkbox" .checked=${filter.standings.has(standing)}
                            @change=${() => change({ standings: toggled(filter.standings, standing) })}>
                        <span class="dot ${kindOf(standing)}"></span>
                        ${standing}
                        ${counts === null ? nothing : html`<span class="count">${number(counts[standing] ?? 0)}</span>`}
                    </label>`)}
            </fieldset>
        </form>`;
}

/** A standing that no listing has is no use as a filter, unless it is one already. */
function isOffered(standing: Standing, filter: Filter, counts: Counts | null): boolean {
    return filter.standings.has(standing) || (counts?.[standing] ?? 0) > 0;
}

function toggled(standings: ReadonlySet<Standing>, standing: Standing): ReadonlySet<Standing> {
    const changed = new Set(standings);
    if (!changed.delete(standing)) {
        changed.add(standing);
    }
    return changed;
}

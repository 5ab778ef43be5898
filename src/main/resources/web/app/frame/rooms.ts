// The rooms of the page, in the order in which they are offered.

import { html, type TemplateResult } from 'lit';
import '../connections/connections';
import '../listings/listings';
import '../lists/lists';
import '../profiles/profiles';
import '../settings/settings';
import '../warehouses/warehouses';
import type { Api } from './api';
import type { Place } from './router';

export interface Room {
    /** In the address. */
    name: string;
    title: string;
    render(api: Api, place: Place): TemplateResult;
}

export const ROOMS: Room[] = [
    {
        name: 'listings',
        title: 'Listings',
        render: (api, place) => html`<stockrule-listings .api=${api} .place=${place}></stockrule-listings>`,
    },
    {
        name: 'profiles',
        title: 'Profiles',
        render: (api, place) => html`<stockrule-profiles .api=${api} .place=${place}></stockrule-profiles>`,
    },
    {
        name: 'lists',
        title: 'Selling Lists',
        render: (api, place) => html`<selling-lists .api=${api} .place=${place}></selling-lists>`,
    },
    {
        name: 'warehouses',
        title: 'Warehouses',
        render: (api, place) => html`<stockrule-warehouses .api=${api} .place=${place}></stockrule-warehouses>`,
    },
    {
        name: 'connections',
        title: 'Connections',
        render: (api, place) => html`<stockrule-connections .api=${api} .place=${place}></stockrule-connections>`,
    },
    {
        name: 'settings',
        title: 'Settings',
        render: (api) => html`<stockrule-settings .api=${api}></stockrule-settings>`,
    },
];

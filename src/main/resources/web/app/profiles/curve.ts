// What a profile lists for each amount that is available, drawn.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { number, short } from '../frame/words';
import type { Curve, Outcome, Segment } from './profile';

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 28;
const ROOM = 16;

/** @param before another curve to hold it against, and what that is */
export function curve(drawn: Curve, before: Curve | null, dashed = 'the version in force'): TemplateResult {
    return html`
        <figure class="curve">
            ${picture(drawn, before)}
            <figcaption>
                ${sentences(drawn).map((sentence) => html`<span>${sentence}</span> `)}
                ${drawn.exact ? nothing : html`<span>Rule files decide too: some amounts were tried.</span>`}
                ${before === null ? nothing : html`<span class="hint">Dashed: ${dashed}.</span>`}
            </figcaption>
        </figure>`;
}

/** The same without words below it. */
export function picture(drawn: Curve, before: Curve | null): TemplateResult {
    const curves = before === null ? [drawn] : [before, drawn];
    const right = Math.max(10, ...curves.flatMap((one) => one.segments).flatMap(ends)) * 1.25;
    const top = Math.max(4, ...curves.flatMap((one) => lines(one, right)).map(([, listed]) => listed)) * 1.1;
    const x = (available: number) => LEFT + (Math.min(available, right) / right) * (WIDTH - LEFT - ROOM);
    const y = (listed: number) => HEIGHT - BOTTOM - (listed / top) * (HEIGHT - BOTTOM - ROOM);
    return html`
        <svg class="drawing" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${sentences(drawn).join(' ')}>
            <line class="axis" x1=${LEFT} y1=${y(0)} x2=${WIDTH - ROOM} y2=${y(0)}></line>
            <line class="axis" x1=${LEFT} y1=${ROOM} x2=${LEFT} y2=${y(0)}></line>
            ${steps(right).map((at) => svg`
                <text x=${x(at)} y=${HEIGHT - 8} text-anchor="middle">${short(at)}</text>`)}
            ${steps(top).map((at) => svg`
                <text x=${LEFT - 8} y=${y(at) + 4} text-anchor="end">${short(at)}</text>
                <line class="grid" x1=${LEFT} y1=${y(at)} x2=${WIDTH - ROOM} y2=${y(at)}></line>`)}
            ${before === null ? nothing : svg`<path class="before" d=${path(before, right, x, y)}></path>`}
            <path class="now" d=${path(drawn, right, x, y)}></path>
        </svg>`;
}

/** The same in words: `available 0 to 2: lists 0`. */
export function sentences({ segments }: Curve): string[] {
    return segments.map((segment) => `${amounts(segment)}: ${happens(segment)}.`);
}

export function sameCurve(one: Curve, other: Curve): boolean {
    return JSON.stringify(one.segments) === JSON.stringify(other.segments);
}

function amounts({ from, to }: Segment): string {
    if (from === undefined && to === undefined) {
        return 'Whatever is available';
    }
    if (from === undefined) {
        return `Available ${number(to!)} or less`;
    }
    return to === undefined ? `${number(from)} or more`
        : from === to ? number(from) : `${number(from)} to ${number(to)}`;
}

function happens({ first, last }: Segment): string {
    return first.decision === last.decision && first.quantity === last.quantity ? outcome(first)
        : `lists ${number(first.quantity ?? 0)} to ${number(last.quantity ?? 0)}`;
}

function outcome({ decision, quantity }: Outcome): string {
    return decision === 'lists' ? `lists ${number(quantity!)}`
        : decision === 'stops' ? 'stops, and lists 0' : 'holds, and sends nothing';
}

function ends({ from, to }: Segment): number[] {
    return [from, to].filter((end) => end !== undefined && end > 0 && end < 1_000_000) as number[];
}

/** What is available and listed at the ends of each piece that is in the picture; `pen` is down on the way to it. */
type Point = [available: number, listed: number, pen: boolean];

/** Where there is a hold, there is no line. */
function lines({ segments }: Curve, right: number): Point[] {
    const points: Point[] = [];
    let begun = false;
    for (const segment of segments) {
        const [from, to] = [Math.max(0, segment.from ?? 0), Math.min(right, segment.to ?? right)];
        if (from > to) {
            continue;
        }
        if (segment.first.decision === 'holds') {
            begun = false;
            continue;
        }
        points.push([from, listedAt(segment, from), begun], [to, listedAt(segment, to), true]);
        begun = true;
    }
    return points;
}

/** A piece is straight, and may go on beyond the picture. */
function listedAt({ from, to, first, last }: Segment, available: number): number {
    const [low, high] = [first.quantity ?? 0, last.quantity ?? 0];
    return from === undefined || to === undefined || from === to ? low
        : low + ((high - low) * (available - from)) / (to - from);
}

function path(drawn: Curve, right: number, x: (available: number) => number, y: (listed: number) => number): string {
    return lines(drawn, right)
        .map(([available, listed, pen]) => `${pen ? 'L' : 'M'}${x(available).toFixed(1)} ${y(listed).toFixed(1)}`)
        .join('');
}

/** Round numbers, some four of them. */
function steps(most: number): number[] {
    const rough = most / 4;
    const size = 10 ** Math.floor(Math.log10(rough));
    const step = Math.max(1, [1, 2, 5, 10].map((by) => by * size).find((by) => by >= rough)!);
    return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

// A connection that is entered, tested, and then kept. Whoever extends it says what is asked for.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Api } from '../frame/api';
import { problemOf } from '../frame/events';
import { type Field, field, isRight } from './fields';

export abstract class ConnectionForm<Test> extends LitElement {
    api!: Api;
    protected values: Record<string, string> = {};
    protected readonly touched = new Set<string>();
    /** Of exactly what is written now. */
    protected test: Test | null = null;
    protected problem = '';
    private busy: 'test' | 'save' | null = null;
    private written = 0;

    protected override createRenderRoot(): this {
        return this;
    }

    protected abstract fields(): Field[];

    protected abstract ask(): Promise<Test>;

    /** Keeps it, and goes on. */
    protected abstract save(): Promise<void>;

    /** Names of fields that the test has found wrong. */
    protected abstract wrong(): string[];

    /** Whether it may be kept, and what the button says. */
    protected abstract mayBeKept(): { may: boolean; label: string };

    protected set(name: string, value: string): void {
        this.values[name] = value;
        this.touched.add(name);
        this.test = null;
        this.problem = '';
        this.written++;
        this.requestUpdate();
    }

    protected entries(): TemplateResult[] {
        return this.fields().map((one) => field(
            one, this.values[one.name] ?? '', this.touched.has(one.name), this.wrong(),
            (value) => this.set(one.name, value)));
    }

    /** What is sent: what was left out is not there. */
    protected entered(): Record<string, string> {
        return Object.fromEntries(this.fields().map((one) => [one.name, this.values[one.name] ?? ''])
            .filter(([, value]) => value !== ''));
    }

    protected buttons(testing: string): TemplateResult {
        const { may, label } = this.mayBeKept();
        return html`
            <p class="actions">
                <button type="submit" class=${may ? '' : 'primary'} ?disabled=${this.busy !== null}>
                    ${this.busy === 'test' ? testing : 'Test the connection'}
                </button>
                <button type="button" class=${may ? 'primary' : ''} ?disabled=${this.busy !== null || !may}
                    @click=${() => this.during('save', () => this.save())}>
                    ${this.busy === 'save' ? 'Saving …' : label}
                </button>
            </p>
            <p class="problem" role="alert">${this.problem || nothing}</p>`;
    }

    /** What is not right yet is shown at its field, and the first such field is gone to. */
    protected submitted(event: Event): void {
        event.preventDefault();
        const missing = this.fields().find((one) => !isRight(one, this.values[one.name] ?? ''));
        if (missing !== undefined) {
            this.fields().forEach((one) => this.touched.add(one.name));
            this.requestUpdate();
            this.querySelector<HTMLInputElement>(`#field-${missing.name}`)!.focus();
            return;
        }
        void this.during('test', async () => {
            const before = this.written;
            const test = await this.ask();
            this.test = before === this.written ? test : null;
        });
    }

    private async during(what: 'test' | 'save', done: () => Promise<void>): Promise<void> {
        this.busy = what;
        this.problem = '';
        this.requestUpdate();
        try {
            await done();
        } catch (failure) {
            this.problem = problemOf(this, failure);
        }
        this.busy = null;
        this.requestUpdate();
    }
}

// A text that is to be copied elsewhere.

import { html, LitElement } from 'lit';

class CopyText extends LitElement {
    static override properties = { text: { attribute: false }, label: { attribute: false } };
    declare text: string;
    declare label: string;
    private told = '';

    protected override createRenderRoot(): this {
        return this;
    }

    protected override render() {
        return html`
            <div class="copy">
                <label for="copied">${this.label}</label>
                <input id="copied" readonly .value=${this.text} @focus=${(event: Event) => select(event)}>
                <button type="button" @click=${this.copy}>Copy</button>
                <span role="status">${this.told}</span>
            </div>`;
    }

    /** Browsers let a page copy only where its address is https or this machine's own. */
    private async copy(): Promise<void> {
        try {
            await navigator.clipboard.writeText(this.text);
            this.told = 'Copied.';
        } catch {
            const input = this.querySelector('input')!;
            input.focus();
            input.select();
            this.told = 'It is marked: copy it with the keyboard.';
        }
        this.requestUpdate();
    }
}

function select(event: Event): void {
    (event.target as HTMLInputElement).select();
}

customElements.define('copy-text', CopyText);

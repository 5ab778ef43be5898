// Server-sent events, read with `fetch`, so that the key stands in a header.

/** Hands over what each event says, until the service ends the stream.
 *  @param heard something came, whatever it was */
export async function events(answer: Response, take: (data: string) => void, heard: () => void = () => {}): Promise<void> {
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
        heard();
        const whole = (rest + part.value).split('\n\n');
        rest = whole.pop()!;
        whole.map(dataOf).filter((data) => data !== '').forEach(take);
    }
}

/** The `data:` lines of one event (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
function dataOf(event: string): string {
    return event
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice('data:'.length).trim())
        .join('\n');
}

// The one page at "/". Read it from page.ts: who is signed in; listings.ts: what is on screen and how it stays up to
// date; row.ts, toolbar.ts and explanation.ts: what it looks like; api.ts and changes.ts: what it asks the service.
//
// Elements render into the page itself and not into shadow roots, so that one stylesheet serves all of them and labels
// find their fields. What comes from the service is only ever rendered as text.
import './page.css';
import './page';

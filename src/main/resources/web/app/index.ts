// The one page at "/". Its frame (frame/page.ts) signs a merchant in and shows one room of it, which the fragment of the
// address names (frame/router.ts): `#/listings?q=mug` is a room and what is looked for in it. Each room is a folder:
//
//   listings/   the listings on screen, kept up to date by the stream of changes
//   profiles/   Global Profiles: list, editor, history
//   lists/      Selling Lists: what is in them, under which profile
//   warehouses/ locations of the stores, what counts, and what lies where of a product
//   connections/ stores and Amazon accounts: added, tested, mended, deleted
//   settings/   what holds for the whole merchant, and its API keys
//
// actions/ (what can be done with listings) and outlook/ (what would become of numbers) are shown in several rooms.
//
// To add a room: a folder with an element that takes `api` and `place`, and a line in frame/rooms.ts. What a room wants
// to outlive a reload it writes into its address; what it wants of the service it asks through frame/api.ts, which
// makes a sentence of whatever goes wrong, and asks again when the service answers after a silence (frame/answering.ts).
//
// Elements render into the page itself and not into shadow roots, so that one stylesheet serves all of them and labels
// find their fields; only the editor has a root of its own, for its own styles. What comes from the service is only
// ever rendered as text.
import './frame/page.css';
import './frame/page';

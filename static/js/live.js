/* Keeps an open page fresh. htmx asks for the page's living part every few seconds ("204: nothing new" most of the time);
   here only those parts that differ are exchanged, so that focus, open details and the reading place stay where they are.
   Changed figures are marked quietly and said once in a live region. */
const root = document.querySelector("[data-live-root]");
const news = document.querySelector("[data-live-news]");
let stopped = false;

const parts = (within) => new Map([...within.querySelectorAll("[data-live]")].map((part) => [part.dataset.live, part]));
const served = new WeakMap(); // what the server sent, before any script touched it
const FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex]";

function remember(within) {
  for (const part of parts(within).values()) served.set(part, part.dataset.liveSame ?? part.outerHTML);
}

function foldedDetails(within) {
  return new Map([...within.querySelectorAll("details[id]")].map((details) => [details.id, details.open]));
}

/** Put the new part in the old one's place, with the same details open and the focus on the same spot. */
function exchange(old, fresh) {
  const known = foldedDetails(old);
  const at = [...old.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
  for (const details of fresh.querySelectorAll("details[id]")) details.open = known.get(details.id) ?? details.open;
  old.replaceWith(fresh);
  if (at >= 0) fresh.querySelectorAll(FOCUSABLE)[at]?.focus({ preventScroll: true });
  window.htmx?.process(fresh); // parts that fetch something themselves, once they are seen
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: fresh } }));
}

function take(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-live-parts]");
  if (!fresh) return stop();
  root.dataset.version = fresh.dataset.version;
  const current = document.querySelector("[data-live-parts]");
  const [before, after] = [parts(current), parts(fresh)];
  const sameShape = [...before.keys()].join() === [...after.keys()].join();
  const changed = [];
  for (const [key, part] of after) {
    const known = before.get(key);
    const text = part.dataset.liveSame ?? part.outerHTML;
    if (known && served.get(known) === text) continue;
    served.set(part, text);
    if (known ? part.dataset.liveMark !== known.dataset.liveMark : part.dataset.liveMark) {
      part.classList.add("changed");
      changed.push(part.dataset.liveName);
    }
    if (sameShape) exchange(known, document.adoptNode(part));
  }
  if (!sameShape) {
    remember(fresh);
    exchange(current, document.adoptNode(fresh));
  }
  const names = [...new Set(changed.filter(Boolean))];
  if (names.length) news.textContent = `${root.dataset.news} ${names.join("; ")}`;
}

/** Signed out, or the page is gone: stop asking and say so. */
function stop() {
  stopped = true;
  news.textContent = root.dataset.signedOut;
}

if (root) {
  remember(document);
  root.addEventListener("htmx:configRequest", (event) => {
    if (stopped || document.hidden) event.preventDefault();
    event.detail.parameters.kendt = root.dataset.version;
  });
  root.addEventListener("htmx:afterRequest", (event) => {
    const { status, responseText } = event.detail.xhr;
    if (status === 200) take(responseText);
    else if (status === 403 || status === 404) stop();
  });
}

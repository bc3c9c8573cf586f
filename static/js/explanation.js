/* "Forklar tallet" in a side panel: a link to an explanation opens beside the page it stands on, and the address follows.
   Without this script, in a new tab, or when the panel's part cannot be had, the link is a link to a page. */
const panel = document.getElementById("side-panel");
const content = panel?.querySelector("[data-side-panel-content]");
const EXPLAINS = /^\/indikatorer\/[^/]+\/forklar\/[^/]+\/[^/]+\/$/;
const title = document.title;
let opener = null;
let asked = 0; // the newest question: an answer that comes after the panel was closed opens nothing
let depth = 0; // how many explanations lie between the page and what is shown

const explains = (link) =>
  link && link.origin === location.origin && EXPLAINS.test(link.pathname) && !link.hasAttribute("download") && !link.target;

async function show(address) {
  const mine = ++asked;
  const answer = await fetch(address, { headers: { "X-Panel": "1" } }).catch(() => null);
  if (mine !== asked) return true;
  if (!answer?.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  if (mine !== asked) return true;
  if (!fresh.querySelector("[data-explanation]")) return false;
  content.replaceChildren(...fresh.childNodes);
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  const heading = content.querySelector("h2");
  heading.focus({ preventScroll: true });
  document.title = heading.textContent.trim();
  return true;
}

async function follow(link) {
  if (!panel.open) opener = link;
  const shown = await show(link.href);
  if (!shown) return location.assign(link.href);
  if (!panel.open) return;
  depth += 1;
  history.pushState({ explanation: depth }, "", link.href);
}

function closed() {
  asked += 1;
  document.title = title;
  content.replaceChildren();
  const back = opener?.isConnected ? opener : document.querySelector(`a[href="${opener?.getAttribute("href")}"]`);
  back?.focus({ preventScroll: true });
  if (depth) history.go(-depth);
  depth = 0;
}

if (panel && !EXPLAINS.test(location.pathname)) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!explains(link)) return;
    event.preventDefault();
    follow(link);
  });
  panel.addEventListener("click", (event) => {
    if (event.target === panel || event.target.closest("[data-side-panel-close]")) panel.close();
  });
  panel.addEventListener("close", closed);
  window.addEventListener("popstate", (event) => {
    depth = event.state?.explanation ?? 0;
    if (depth) show(location.href);
    else if (panel.open) panel.close();
  });
}

/* The panel under the grid: source, author and earlier figures of the cell where the cursor stands. */
const form = document.getElementById("grid");
const panel = document.getElementById("grid-panel");
let shown = "";
let timer = 0;

async function load(id) {
  const address = `${form.dataset.base}${id.split("-").join("/")}/`;
  try {
    const response = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (response.ok && !response.redirected && id === shown) panel.innerHTML = await response.text();
  } catch { /* the panel waits for better days; the grid itself says when nothing can be saved */ }
}

function follow(event) {
  const input = event.target.closest(".grid__input");
  if (!input || input.dataset.cell === shown) return;
  shown = input.dataset.cell;
  clearTimeout(timer);
  timer = setTimeout(load, 250, shown);
}

async function comment(event) {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target));
  body.delete("page");
  const response = await fetch(event.target.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
  if (!response.headers.get("Content-Type")?.includes("json")) return;
  const answer = await response.json();
  form.dispatchEvent(new CustomEvent("grid:commented", { detail: { id: shown, answer } }));
  if (["saved", "unchanged"].includes(answer.status)) await load(shown);
}

if (form) {
  form.addEventListener("focusin", follow);
  form.addEventListener("grid:answer", ({ detail }) => { if (detail.id === shown) load(shown); });
  panel.addEventListener("submit", comment);
}

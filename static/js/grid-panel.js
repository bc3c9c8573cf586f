/* The panel under the grid: source, comment, evidence and earlier figures of the cell where the cursor
   stands. Its forms are sent from here, and the panel is fetched anew. */
const root = document.getElementById("grid");
const grid = root?.grid;
const panel = document.getElementById("grid-panel");
let shown = "";
let timer = 0;

async function load(id) {
  const address = `${root.dataset.base}${id.split("-").join("/")}/`;
  try {
    const response = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (response.ok && !response.redirected && id === shown) panel.innerHTML = await response.text();
  } catch { /* the panel waits for better days; the grid itself says when nothing can be saved */ }
}

function follow(event) {
  const id = grid.idOf(grid.inputOf(event.target));
  if (!id || id === shown) return;
  shown = id;
  clearTimeout(timer);
  timer = setTimeout(load, 250, id);
}

async function send(event) {
  const sent = event.target;
  if (sent.matches(".grid__answer")) return; // a flag: the list takes care of it
  event.preventDefault();
  const id = shown;
  const body = new FormData(sent);
  body.delete("page");
  let answer;
  try {
    const response = await fetch(sent.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    if (!response.headers.get("Content-Type")?.includes("json")) return;
    answer = await response.json();
  } catch { grid.say(grid.words("Unsaved")); return; }
  const cell = grid.cellOf(id);
  if (answer.lines && ["saved", "unchanged"].includes(answer.status)) {
    grid.take(cell, answer, grid.typed(cell));
    grid.show(cell, "saved");
    grid.tell(cell, answer);
  }
  grid.say(answer.message || `✓ ${grid.words("Saved", { time: answer.at ?? "" })}: ${grid.labelOf(cell)}`);
  if (["saved", "unchanged"].includes(answer.status)) {
    await load(id);
    panel.querySelector("input:not([type=hidden]), summary")?.focus();
  }
}

if (root) {
  root.addEventListener("focusin", follow);
  root.addEventListener("grid:answer", ({ detail }) => { if (detail.cell.id === shown) load(shown); });
  root.addEventListener("grid:cleared", ({ detail }) => { if (detail.cell.id === shown) load(shown); });
  panel.addEventListener("submit", send);
}

/* The panel under the grid: source, comment, evidence and earlier figures of the cell where the cursor
   stands. Its forms are sent from here, and the panel is fetched anew. */
const root = document.getElementById("grid");
const grid = root?.grid;
const panel = document.getElementById("grid-panel");
let shown = "";
let timer = 0;
let loading = Promise.resolve();

/* What stands in the panel's fields and where the cursor is, to be put back when it is drawn anew. */
function kept() {
  const fields = [...panel.querySelectorAll("input:not([type=hidden], [type=file])")];
  const typed = fields.filter((field) => field.id && field.value !== field.defaultValue).map((field) => [field.id, field.value]);
  const open = [...panel.querySelectorAll("details[open]")].map((box) => [...panel.querySelectorAll("details")].indexOf(box));
  const here = panel.contains(document.activeElement) ? document.activeElement : null;
  const reachable = [...panel.querySelectorAll("a, button, input, summary")];
  return { typed, open, here, at: here?.selectionStart ?? null, place: reachable.indexOf(here) };
}

function put({ typed, open, here, at, place }) {
  const boxes = panel.querySelectorAll("details");
  for (const number of open) if (boxes[number]) boxes[number].open = true;
  for (const [id, value] of typed) { const field = document.getElementById(id); if (field) field.value = value; }
  if (!here) return;
  const aim = (here.id && document.getElementById(here.id)) || panel.querySelectorAll("a, button, input, summary")[place]
    || panel.querySelector("input:not([type=hidden]), summary");
  aim?.focus();
  if (at !== null && aim?.setSelectionRange) aim.setSelectionRange(at, at);
}

async function fetched(id, isAnew) {
  const address = `${root.dataset.base}${id.split("-").join("/")}/`;
  try {
    const response = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (id !== shown || response.redirected) return;
    const text = response.ok ? await response.text() : "";
    if (id !== shown) return;
    const before = isAnew ? kept() : null;
    panel.innerHTML = text;
    if (!text) locked(id);
    if (before) put(before);
  } catch { /* the panel waits for better days; the grid itself says when nothing can be saved */ }
}

/* A cell whose story is another supplier's alone: its name, and why it is locked. */
function locked(id) {
  const cell = grid.cellOf(id);
  const reason = document.getElementById(cell.inputs[0].getAttribute("aria-describedby")?.match(/laas\d+/)?.[0]);
  const [head, text] = [document.createElement("h3"), document.createElement("p")];
  head.textContent = grid.labelOf(cell);
  text.textContent = grid.words("Closed", { reason: reason?.textContent ?? "" });
  panel.append(head, text);
}

function load(id, isAnew = false) {
  clearTimeout(timer);
  timer = 0;
  loading = fetched(id, isAnew);
  return loading;
}

/* The panel of a cell, when it has come. */
async function panelOf(id) {
  if (id !== shown || timer) { shown = id; await load(id); } else await loading;
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
    sent.reset(); // what was sent is stored; the rest of the panel keeps what is being typed
    await load(id, true);
  }
}

if (root) {
  root.addEventListener("focusin", follow);
  root.addEventListener("grid:answer", ({ detail }) => { if (detail.cell.id === shown) load(shown, true); });
  root.addEventListener("grid:cleared", ({ detail }) => { if (detail.cell.id === shown) load(shown, true); });
  grid.panelOf = panelOf;
  panel.addEventListener("submit", send);
}

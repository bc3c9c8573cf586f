/* Choosing several cells, by Shift and arrows or Shift and click, and writing one mark in all of them. */
const root = document.getElementById("grid");
const grid = root?.grid;
const MARKS = { m: "M", x: "X" };
let anchor = null;
let end = null;
let chosen = [];

function clear() {
  for (const id of chosen) for (const input of grid.cellOf(id).inputs) input.closest("td").classList.remove("is-chosen");
  chosen = [];
  anchor = end = null;
}

/* All cells of the rectangle between two fields, in the order of the page. */
function between(one, other) {
  const rows = [...root.querySelectorAll("tbody tr")];
  const [top, bottom] = [one, other].map((input) => rows.indexOf(input.closest("tr"))).sort((a, b) => a - b);
  const [left, right] = [one, other]
    .map((input) => grid.fieldsOf(input.closest("tr")).indexOf(input)).sort((a, b) => a - b);
  const ids = rows.slice(top, bottom + 1).flatMap((row) =>
    grid.fieldsOf(row).slice(left, right + 1).filter((input) => !input.readOnly).map(grid.idOf));
  return [...new Set(ids)];
}

function extend(from, to) {
  const start = anchor ?? from;
  clear();
  anchor = start;
  end = to;
  chosen = between(start, to);
  for (const id of chosen) for (const input of grid.cellOf(id).inputs) input.closest("td").classList.add("is-chosen");
  grid.say(grid.words("Chosen", { count: chosen.length }));
}

async function mark(text) {
  const last = grid.lastField();
  const ids = chosen.length ? chosen : last ? [grid.idOf(last)] : [];
  for (const id of ids) {
    const cell = grid.cellOf(id);
    if (cell.inputs[0].readOnly) continue;
    cell.inputs.forEach((input, index) => { input.value = index ? "" : text; });
  }
  clear();
  last?.focus();
  await grid.save(ids);
  root.dispatchEvent(new CustomEvent("grid:marked"));
}

function press(event) {
  const input = grid.inputOf(event.target);
  if (!input || event.ctrlKey || event.metaKey || event.altKey) return;
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  if (event.shiftKey && event.key in moves) {
    const [down, right] = moves[event.key];
    const next = grid.fieldFrom(end ?? input, down, right);
    if (!next) return;
    event.preventDefault();
    extend(input, next);
  } else if (chosen.length > 1 && MARKS[event.key.toLowerCase()]) {
    event.preventDefault();
    mark(MARKS[event.key.toLowerCase()]);
  } else if (event.key !== "Shift") {
    clear();
  }
}

function click(event) {
  const button = event.target.closest("[data-mark]");
  if (button) { mark(button.dataset.mark); return; }
  const input = grid.inputOf(event.target);
  if (!input) return;
  if (event.shiftKey && grid.before) extend(grid.before, input);
  else clear();
  if (!event.shiftKey) grid.before = input;
}

if (root) {
  root.addEventListener("keydown", press, true);
  root.addEventListener("click", click);
  // A button must not take the focus, and with it the cell that is meant.
  document.getElementById("grid-tools").addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-mark]")) event.preventDefault();
  });
}

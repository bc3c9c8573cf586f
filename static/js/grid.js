/* The entry grid: each cell saves itself when it is left, and says how that went. Without scripts
   one button saves the whole page.

   This file keeps the cells. What else the grid can do are modules of their own, one for each concern
   (grid-send, -keys, -choose, -paste, -ask, -undo, -trouble, -panel, -phone); they find the cells in
   `root.grid` and meet by events on that root: grid:answer tells how one cell went. A cell is looked
   up when it is first touched, so that a page of ten thousand costs no more than one of ten. */
const root = document.getElementById("grid");
const status = document.getElementById("grid-status");
const KINDS = ["saving", "saved", "unsaved", "refused", "waiting", "parallel", "asking"];
const UNSAID = ["refused", "waiting", "parallel", "unsaved", "asking"];
const cells = new Map();

const words = (name, values = {}) =>
  (root.dataset[`text${name}`] ?? "").replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
const say = (text) => { status.textContent = text; };
const idOf = (input) => input?.id?.match(/^c-(.+)-[12]$/)?.[1];
const inputOf = (target) => target?.closest?.("#grid td input") ?? null;
const typed = (cell) => cell.inputs.map((input) => input.value.trim());
const same = (one, other) => one.length === other.length && one.every((text, index) => text === other[index]);
const isDirty = (cell) => !same(typed(cell), cell.saved);

function cellOf(id) {
  if (cells.has(id)) return cells.get(id);
  const inputs = [1, 2].map((line) => document.getElementById(`c-${id}-${line}`)).filter(Boolean);
  if (!inputs.length) return null;
  // A page that came back with a refusal shows what was typed; that is not what is stored.
  const saved = inputs.map((input) => input.dataset.saved ?? input.defaultValue.trim());
  const cell = { id, inputs, saved, version: root.grid.seen[id] ?? 0 };
  cells.set(id, cell);
  return cell;
}

/* The cell in words: as the server said it, else from the heads that name it. */
function labelOf(cell) {
  if (cell.answer?.label) return cell.answer.label;
  const [input] = cell.inputs;
  const heads = input.getAttribute("aria-labelledby").split(" ").filter((id) => !/-[12]$/.test(id));
  return heads.map((id) => document.getElementById(id).textContent.trim()).join(", ");
}

/* The small lines under a cell, made when there is first something to say. */
function lineOf(cell, letter, kind) {
  const found = document.getElementById(`${letter}-${cell.id}`);
  if (found) return found;
  const made = document.createElement("span");
  made.className = `grid__${kind}`;
  made.id = `${letter}-${cell.id}`;
  cell.inputs.at(-1).closest("td").append(made);
  for (const input of cell.inputs) input.setAttribute("aria-describedby", `n-${cell.id} e-${cell.id}`);
  return made;
}

function show(cell, kind, message = "", field = "") {
  cell.kind = kind;
  const note = lineOf(cell, "n", "note");
  cell.told ??= note.dataset.note ?? note.textContent;
  for (const input of cell.inputs) {
    const box = input.closest("td");
    for (const name of KINDS) box.classList.toggle(`is-${name}`, name === kind);
    input.removeAttribute("aria-invalid");
  }
  lineOf(cell, "e", "error").textContent = message;
  // The note tells of what is stored; beside a refusal it would be read as told of what was typed.
  note.textContent = UNSAID.includes(kind) ? "" : cell.told;
  if (["refused", "parallel"].includes(kind)) {
    const second = ["second", "denominator", "n"].includes(field);
    (cell.inputs[second ? 1 : 0] ?? cell.inputs[0]).setAttribute("aria-invalid", "true");
  }
}

function tell(cell, answer, mine = []) {
  root.dispatchEvent(new CustomEvent("grid:answer", { detail: { cell, answer, mine } }));
}

/* The cell went back to what is stored, by Escape or by hand: nothing is left to look after. */
function settle(cell) {
  cell.refused = null;
  if (!cell.kind || cell.kind === "saved") return;
  show(cell, "");
  tell(cell, { status: "unchanged" });
}

/* The server has answered for a cell; `item` is what was sent. */
function receive(cell, item, answer) {
  cell.sent = item;
  cell.answer = answer;
  const kind = { unchanged: "saved", stopped: "unsaved", gone: "refused" }[answer.status] ?? answer.status;
  // An earlier version that is taken up again replaces what stood there, not what is being typed.
  const sent = item.back_to === undefined ? [item.first, item.second].slice(0, cell.inputs.length) : [...cell.saved];
  cell.refused = ["refused", "waiting", "parallel", "asking"].includes(kind) ? sent : null;
  if (kind === "saved") take(cell, answer, sent);
  if (kind === "parallel") cell.theirs = answer;
  show(cell, kind, kind === "saved" ? "" : answer.message, answer.field);
  if (kind === "saved") say(`✓ ${words("Saved", { time: answer.at })}: ${labelOf(cell)}. ${answer.message ?? ""}`.trim());
  else say(`${labelOf(cell)}: ${answer.message}`);
  tell(cell, answer, sent);
}

/* What is stored now stands in the cell, unless somebody has typed on meanwhile. */
function take(cell, answer, sent) {
  if (!cell.version && answer.version) count(1);
  cell.version = answer.version;
  cell.inputs.forEach((input, index) => {
    const text = answer.lines[index] ?? "";
    if (sent === null || input.value.trim() === sent[index]) input.value = text;
    cell.saved[index] = text;
    input.dataset.saved = text;
    const box = input.closest("td");
    box.classList.toggle("is-state", answer.state !== "value");
    box.classList.toggle("is-flagged", Boolean(answer.flags?.length));
  });
  cell.told = answer.note;
}

/* A part of the cell's figure was saved: what is questioned here may have changed, the figure has not. */
function review(cell, answer) {
  if (cell.busy || isDirty(cell) || cell.version !== answer.version) return;
  cell.answer = answer;
  cell.told = answer.note;
  lineOf(cell, "n", "note").textContent = answer.note;
  for (const input of cell.inputs) input.closest("td").classList.toggle("is-flagged", Boolean(answer.flags.length));
  tell(cell, { ...answer, status: "unchanged" });
}

function count(more) {
  const filled = Number(root.dataset.filled) + more;
  root.dataset.filled = filled;
  document.getElementById("grid-filled").textContent = words("Filled", { filled, total: root.dataset.total });
  const bar = document.getElementById("round"); // how far a round is
  if (!bar) return;
  bar.value = filled;
  const text = bar.parentElement.querySelector("[role=status] span:last-child");
  text.textContent = text.textContent.replace(/^\d+/, filled);
}

/* Two have written: the reader chose the own figure or the other one. */
function choose(cell, which) {
  const theirs = cell.theirs;
  if (!theirs) return;
  cell.theirs = cell.refused = null;
  cell.inputs[0].focus();
  if (which === "mine") {
    cell.version = theirs.version;
    root.grid.save([cell.id]);
    return;
  }
  take(cell, theirs, null);
  show(cell, "saved");
  say(`${labelOf(cell)}: ${words("Kept")}`);
  tell(cell, { status: "unchanged" });
}

function leave(event) {
  const input = inputOf(event.target);
  const id = idOf(input);
  const cell = id && cellOf(id);
  if (!cell) return;
  const stored = cell.saved[cell.inputs.indexOf(input)];
  if (!input.value.trim() && stored) {
    input.value = stored;
    say(words("Blank"));
  }
  if (!cell.inputs.includes(event.relatedTarget)) root.grid.save([id]);
}

/* The row above or below, also across tables. */
function nextRow(row, step) {
  const [next, end] = step > 0 ? ["nextElementSibling", "firstElementChild"] : ["previousElementSibling", "lastElementChild"];
  if (row[next]) return row[next];
  const body = row.parentElement[next];
  if (body?.tagName === "TBODY") return body[end];
  const section = row.closest(".grid__section")[next];
  const bodies = section?.querySelectorAll?.("tbody");
  return bodies?.length ? bodies[step > 0 ? 0 : bodies.length - 1][end] : null;
}

const fieldsOf = (row) => [...row.querySelectorAll("td input")];

if (root) {
  // Not the form itself: a form looks through all its fields at each word that is asked of it.
  const form = document.getElementById("grid-form");
  root.grid = {
    seen: JSON.parse(form.elements.seen.value || "{}"),
    writing: form.elements.writing.value,
    token: form.elements.csrfmiddlewaretoken.value,
    cells, words, say, idOf, inputOf, typed, same, isDirty, cellOf, labelOf, show, tell, settle, receive, review, take, choose,
    nextRow, fieldsOf,
  };
  document.documentElement.classList.add("has-grid");
  root.addEventListener("focusout", leave);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    root.grid.save([...cells.keys()]);
  });
  addEventListener("beforeunload", (event) => {
    if ([...cells.values()].some((cell) => cell.busy || isDirty(cell))) event.preventDefault();
  });
}

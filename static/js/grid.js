/* The entry grid: each cell saves itself when it is left, and says how that went.
   Keys, pasting and the list of troubled cells are modules of their own; they meet here by events
   on the form: grid:typed {ids} asks to save, grid:answer {…} tells, grid:choose {id, which} settles
   a parallel edit. Without this file one button saves the whole page. */
const form = document.getElementById("grid");
const status = document.getElementById("grid-status");
const cells = new Map();
const AT_ONCE = 4;
let running = 0;
const waiting = [];

const words = (name, values = {}) =>
  (form.dataset[`text${name}`] ?? "").replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
const say = (text) => { status.textContent = text; };
const typed = (cell) => cell.inputs.map((input) => input.value.trim());
const same = (one, other) => one.every((text, index) => text === other[index]);
const isDirty = (cell) => !same(typed(cell), cell.saved);
const urlOf = (cell) => `${form.dataset.base}${cell.id.split("-").join("/")}/`;

function read() {
  for (const input of form.querySelectorAll(".grid__input")) {
    const id = input.dataset.cell;
    if (!cells.has(id)) cells.set(id, { id, inputs: [], saved: [], version: Number(input.dataset.version) });
    const cell = cells.get(id);
    cell.inputs.push(input);
    // A page that came back with a refusal shows what was typed; that is not what is stored.
    cell.saved.push(input.dataset.saved ?? input.defaultValue.trim());
    input.dataset.saved = cell.saved.at(-1);
    cell.label = input.dataset.name;
    cell.error = input.closest("td").querySelector(".grid__error") ?? cell.error;
    cell.note = input.closest("td").querySelector(".grid__note") ?? cell.note;
    cell.told = cell.note?.dataset.note ?? cell.note?.textContent;
  }
}

function show(cell, kind, message = "", field = "") {
  cell.kind = kind;
  for (const input of cell.inputs) {
    const box = input.closest("td");
    for (const name of ["saving", "saved", "unsaved", "refused", "waiting", "parallel"]) {
      box.classList.toggle(`is-${name}`, name === kind);
    }
    input.removeAttribute("aria-invalid");
  }
  cell.error.textContent = message;
  // The note tells of what is stored; beside a refusal it would be read as told of what was typed.
  cell.note.textContent = ["refused", "waiting", "parallel", "unsaved"].includes(kind) ? "" : cell.told;
  if (["refused", "parallel"].includes(kind)) {
    const second = ["second", "denominator", "n"].includes(field);
    (cell.inputs[second ? 1 : 0] ?? cell.inputs[0]).setAttribute("aria-invalid", "true");
  }
}

function tell(cell, answer, mine = []) {
  form.dispatchEvent(new CustomEvent("grid:answer", {
    detail: { id: cell.id, label: cell.label, inputs: cell.inputs, answer, mine },
  }));
}

/* At most four requests at a time, so that a pasted block does not crowd out other people. */
function inTurn(work) {
  return new Promise((resolve, reject) => {
    const run = async () => {
      running += 1;
      try { resolve(await work()); } catch (error) { reject(error); } finally {
        running -= 1;
        waiting.shift()?.();
      }
    };
    if (running < AT_ONCE) run(); else waiting.push(run);
  });
}

async function send(cell, fields) {
  const body = new URLSearchParams({ seen: cell.version, writing: form.elements.writing.value, ...fields });
  const response = await fetch(urlOf(cell), {
    method: "POST", body, signal: AbortSignal.timeout(20000),
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Requested-With": "fetch" },
  });
  if (response.redirected || response.status === 401) return { status: "stopped", message: words("SignedOut") };
  if ([403, 404].includes(response.status)) return { status: "stopped", message: words("Gone") };
  if (!response.headers.get("Content-Type")?.includes("json")) throw new Error(`answer ${response.status}`);
  return response.json();
}

async function save(cell) {
  if (cell.busy) { cell.again = true; return "busy"; }
  const sent = typed(cell);
  if (same(sent, cell.saved)) { settle(cell, sent); return "unchanged"; }
  if (cell.refused && same(sent, cell.refused)) return cell.kind;
  cell.busy = true;
  clearTimeout(cell.timer);
  show(cell, "saving");
  let answer;
  try {
    answer = await inTurn(() => send(cell, { first: sent[0], second: sent[1] ?? "" }));
    cell.tries = 0;
  } catch {
    answer = { status: "unsaved", message: words("Unsaved") };
    cell.tries = (cell.tries ?? 0) + 1;
    cell.timer = setTimeout(() => save(cell), Math.min(30, 2 ** cell.tries) * 1000);
  }
  cell.busy = false;
  receive(cell, sent, answer);
  if (cell.again) { cell.again = false; return save(cell); }
  return answer.status;
}

/* The cell went back to what is stored, by Escape or by hand: nothing is left to look after. */
function settle(cell, sent) {
  cell.refused = null;
  clearTimeout(cell.timer);
  if (cell.kind && cell.kind !== "saved") {
    show(cell, "");
    tell(cell, { status: "unchanged" }, sent);
  }
}

function receive(cell, sent, answer) {
  const kind = { unchanged: "saved", stopped: "unsaved" }[answer.status] ?? answer.status;
  cell.refused = ["refused", "waiting", "parallel"].includes(kind) ? sent : null;
  if (kind === "saved") take(cell, answer, sent);
  if (kind === "parallel") cell.theirs = answer;
  show(cell, kind, answer.message, answer.field);
  if (kind === "saved") say(`✓ ${words("Saved", { time: answer.at })}: ${cell.label}`);
  else say(`${cell.label}: ${answer.message}`);
  tell(cell, answer, sent);
  count();
}

/* What is stored now stands in the cell, unless somebody has typed on meanwhile. */
function take(cell, answer, sent) {
  cell.version = answer.version;
  cell.inputs.forEach((input, index) => {
    const text = answer.lines[index] ?? "";
    if (sent === null || input.value.trim() === sent[index]) input.value = text;
    cell.saved[index] = text;
    input.dataset.saved = text;
    input.closest("td").classList.toggle("is-state", answer.state !== "value");
  });
  cell.told = answer.note;
}

function choose({ detail }) {
  const cell = cells.get(detail.id);
  const theirs = cell.theirs;
  if (!theirs) return;
  cell.theirs = cell.refused = null;
  cell.inputs[0].focus();
  if (detail.which === "mine") {
    cell.version = theirs.version;
    save(cell);
    return;
  }
  take(cell, theirs, null);
  show(cell, "saved");
  say(`${cell.label}: ${words("Kept")}`);
  tell(cell, { status: "unchanged" });
}

function count() {
  const filled = [...cells.values()].filter((cell) => cell.version > 0).length;
  document.getElementById("grid-filled").textContent = words("Filled", { filled, total: cells.size });
}

async function saveTyped({ detail }) {
  const outcomes = await Promise.all(detail.ids.map((id) => save(cells.get(id))));
  if (!detail.isPasted) return;
  const saved = outcomes.filter((outcome) => ["saved", "unchanged"].includes(outcome)).length;
  const outside = detail.outside ? ` ${words("Outside", { count: detail.outside })}` : "";
  say(words("Pasted", { saved, other: outcomes.length - saved }) + outside);
}

function leave(event) {
  const input = event.target;
  const cell = cells.get(input.dataset?.cell);
  if (!cell) return;
  if (!input.value.trim() && input.dataset.saved) {
    input.value = input.dataset.saved;
    say(words("Blank"));
  }
  if (!cell.inputs.includes(event.relatedTarget)) save(cell);
}

if (form) {
  read();
  document.documentElement.classList.add("has-grid");
  form.addEventListener("focusout", leave);
  form.addEventListener("grid:typed", saveTyped);
  form.addEventListener("grid:choose", choose);
  form.addEventListener("grid:commented", ({ detail }) => {
    const cell = cells.get(detail.id);
    if (detail.answer.status === "saved") cell.version = detail.answer.version;
    say(detail.answer.message || `✓ ${words("Saved", { time: detail.answer.at })}: ${cell.label}`);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const cell of cells.values()) save(cell);
  });
  addEventListener("online", () => [...cells.values()].filter((c) => c.kind === "unsaved").forEach(save));
  addEventListener("beforeunload", (event) => {
    if ([...cells.values()].some((cell) => cell.busy || isDirty(cell))) event.preventDefault();
  });
}

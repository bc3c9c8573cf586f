/* The list "Skal ses efter": one line per cell that was refused, waits, asks or was edited by two, with a
   way to the cell and, for two edits, a choice between them; and one per open flag, with an answer. */
const root = document.getElementById("grid");
const grid = root?.grid;
const list = document.getElementById("grid-troubled");
const calm = document.getElementById("grid-calm");
const joined = (lines) => lines.filter(Boolean).join(" / ");

function make(name, text = "", more = {}) {
  const made = Object.assign(document.createElement(name), more);
  if (text) made.textContent = text;
  return made;
}

function linkTo(cell, wrong = cell.inputs[0]) {
  const link = make("a", grid.labelOf(cell), { href: `#${wrong.id}` });
  link.addEventListener("click", (event) => { event.preventDefault(); root.grid.reveal?.(wrong); wrong.focus(); });
  return link;
}

function choice(cell, which, label) {
  const made = make("button", label, { type: "button", className: "button button--secondary button--small" });
  made.addEventListener("click", () => grid.choose(cell, which));
  return made;
}

function line(cell, answer, mine) {
  const item = make("li", "", { id: `t-${cell.id}` });
  item.append(linkTo(cell, cell.inputs.find((input) => input.getAttribute("aria-invalid"))), make("p", answer.message));
  if (answer.status !== "parallel") return item;
  const both = grid.words("Yours", { mine: joined(mine), name: answer.by, theirs: joined(answer.lines), time: answer.at });
  const choices = make("p", "", { className: "actions" });
  choices.append(choice(cell, "mine", root.dataset.textMine), choice(cell, "theirs", root.dataset.textTheirs));
  item.append(make("p", both), choices);
  return item;
}

function flagLine(cell, [pk, text]) {
  const item = make("li");
  item.dataset.flag = pk;
  item.dataset.cell = cell.id;
  const answer = make("form", "", { className: "grid__answer", method: "post", action: `${root.dataset.flag}${pk}/` });
  const field = make("input", "", { id: `flag-${pk}`, name: "note", maxLength: 300, autocomplete: "off", required: true });
  const label = make("label", root.dataset.textBecause, { htmlFor: field.id });
  answer.append(label, field, make("button", root.dataset.textSave, { className: "button button--secondary button--small" }));
  item.append(linkTo(cell), make("p", text), answer);
  return item;
}

/* The choice may lie far below a long grid, so the cell itself leads there. */
function leadFrom(cell, item) {
  const link = make("a", root.dataset.textChoose, { href: `#${item.id}` });
  link.addEventListener("click", (event) => { event.preventDefault(); item.querySelector("button").focus(); });
  document.getElementById(`e-${cell.id}`)?.append(" ", link);
}

function rest() { calm.hidden = list.children.length > 0; }

function update({ detail: { cell, answer, mine } }) {
  document.getElementById(`t-${cell.id}`)?.remove();
  if (!["saved", "unchanged"].includes(answer.status)) {
    const item = line(cell, answer, mine);
    list.prepend(item);
    if (answer.status === "parallel") leadFrom(cell, item);
  } else if (answer.flags) {
    for (const old of list.querySelectorAll(`[data-flag][data-cell="${cell.id}"]`)) old.remove();
    list.append(...answer.flags.map((flag) => flagLine(cell, flag)));
  }
  rest();
}

/* A value from an earlier page, for a cell that is not on this one, was not taken. */
function elsewhere({ detail: { item, answer } }) {
  if (["saved", "unchanged"].includes(answer.status)) return;
  const line = make("li");
  line.append(make("a", item.id, { href: `${root.dataset.base}${item.id.split("-").join("/")}/` }), make("p", answer.message));
  list.prepend(line);
  rest();
}

async function clear(event) {
  const answer = event.target.closest("form.grid__answer");
  if (!answer) return;
  event.preventDefault();
  const item = answer.closest("li");
  const body = new URLSearchParams({ note: answer.elements.note.value });
  const headers = { "X-Requested-With": "fetch", "X-CSRFToken": grid.token };
  let told;
  try {
    const response = await fetch(answer.action, { method: "POST", body, headers });
    told = await response.json();
  } catch { grid.say(grid.words("Unsaved")); return; }
  if (told.status !== "saved") { grid.say(told.message); answer.elements.note.focus(); return; }
  const cell = grid.cellOf(item.dataset.cell);
  const isBeside = !list.contains(item); // answered in the panel of the cell
  const next = isBeside ? null : item.nextElementSibling?.querySelector("a");
  for (const same of document.querySelectorAll(`[data-flag="${item.dataset.flag}"]`)) same.remove();
  grid.say(`✓ ${grid.words("Cleared", { label: cell ? grid.labelOf(cell) : "" })}`);
  if (cell) root.dispatchEvent(new CustomEvent("grid:cleared", { detail: { cell, item } }));
  (next ?? cell?.inputs[0])?.focus();
  rest();
}

if (root) {
  root.addEventListener("grid:answer", update);
  root.addEventListener("grid:elsewhere", elsewhere);
  root.addEventListener("grid:cleared", ({ detail: { cell } }) => {
    if (list.querySelector(`[data-flag][data-cell="${cell.id}"]`)) return;
    for (const input of cell.inputs) input.closest("td").classList.remove("is-flagged");
  });
  document.addEventListener("submit", clear);
}

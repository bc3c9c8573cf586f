/* The one question over the grid: why figures are missing, or why published ones are corrected. One
   answer serves all the cells that ask the same. The question takes the focus only where the reader
   has just marked cells; somebody who types on is not disturbed (F8 goes there). */
const root = document.getElementById("grid");
const grid = root?.grid;
const box = document.getElementById("grid-question");
const label = document.getElementById("grid-asks");
const answer = document.getElementById("grid-answer");
const asking = new Map();
let field = "";

function put() {
  const fields = [...asking.values()].map((one) => one.field);
  field = fields.includes("comment") ? "comment" : fields[0] ?? "";
  const count = fields.filter((name) => name === field).length;
  box.hidden = !count;
  if (!count) return;
  const name = field === "correction" ? "Correction" : count > 1 ? "WhyMany" : "Why";
  label.textContent = grid.words(name, { count });
}

function hear({ detail: { cell, answer: told } }) {
  if (told.status === "asking") asking.set(cell.id, { field: told.field, item: cell.sent });
  else asking.delete(cell.id);
  put();
}

async function reply() {
  const text = answer.value.trim();
  if (!text) { answer.focus(); return; }
  const ids = [...asking].filter(([, one]) => one.field === field).map(([id]) => id);
  const back = new Map(ids.map((id) => [id, asking.get(id).item?.back_to]));
  const which = field;
  answer.value = "";
  grid.cellOf(ids[0]).inputs[0].focus();
  const undone = ids.filter((id) => back.get(id) !== undefined);
  const plain = ids.filter((id) => back.get(id) === undefined);
  if (plain.length) await grid.save(plain, { [which]: text });
  for (const id of undone) await grid.save([id], { [which]: text, back_to: back.get(id) });
}

function leave() {
  const [first] = asking.keys();
  box.hidden = true;
  if (first) grid.cellOf(first).inputs[0].focus();
}

if (root) {
  root.addEventListener("grid:answer", hear);
  root.addEventListener("grid:marked", () => { if (!box.hidden) answer.focus(); });
  box.addEventListener("click", (event) => {
    const which = event.target.closest("[data-answer]")?.dataset.answer;
    if (which === "yes") reply();
    if (which === "no") leave();
  });
  box.addEventListener("keydown", (event) => {
    if (event.target !== answer || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") reply(); else leave();
  });
}

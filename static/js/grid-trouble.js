/* The list "Skal ses efter": one line per cell that was refused, waits or was edited by two, with a
   way to the cell and, for two edits, a choice between them. */
const form = document.getElementById("grid");
const list = document.getElementById("grid-troubled");
const calm = document.getElementById("grid-calm");

const words = (name, values) =>
  form.dataset[`text${name}`].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
const joined = (lines) => lines.filter(Boolean).join(" / ");

function button(id, which, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--secondary button--small";
  made.textContent = label;
  made.addEventListener("click", () =>
    form.dispatchEvent(new CustomEvent("grid:choose", { detail: { id, which } })));
  return made;
}

function line({ id, label, inputs, answer, mine }) {
  const item = document.createElement("li");
  item.dataset.cell = id;
  const link = document.createElement("a");
  const wrong = inputs.find((input) => input.getAttribute("aria-invalid")) ?? inputs[0];
  link.href = `#${wrong.id}`;
  link.textContent = label;
  link.addEventListener("click", (event) => { event.preventDefault(); wrong.focus(); });
  const text = document.createElement("p");
  text.textContent = answer.message;
  item.append(link, text);
  if (answer.status !== "parallel") return item;
  const both = document.createElement("p");
  both.textContent = words("Yours", {
    mine: joined(mine), name: answer.by, theirs: joined(answer.lines), time: answer.at,
  });
  const choices = document.createElement("p");
  choices.className = "actions";
  choices.append(button(id, "mine", form.dataset.textMine), button(id, "theirs", form.dataset.textTheirs));
  item.append(both, choices);
  return item;
}

/* The choice may lie far below a long grid, so the cell itself leads there. */
function leadFrom(id, item) {
  const link = document.createElement("a");
  link.href = `#${item.id}`;
  link.textContent = form.dataset.textChoose;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    item.querySelector("button").focus();
  });
  document.getElementById(`e-${id}`)?.append(" ", link);
}

function update({ detail }) {
  list.querySelector(`[data-cell="${detail.id}"]`)?.remove();
  if (!["saved", "unchanged"].includes(detail.answer.status)) {
    const item = line(detail);
    item.id = `t-${detail.id}`;
    list.append(item);
    if (detail.answer.status === "parallel") leadFrom(detail.id, item);
  }
  calm.hidden = list.children.length > 0;
}

form?.addEventListener("grid:answer", update);

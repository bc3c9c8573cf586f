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

function update({ detail }) {
  list.querySelector(`[data-cell="${detail.id}"]`)?.remove();
  if (!["saved", "unchanged"].includes(detail.answer.status)) list.append(line(detail));
  calm.hidden = list.children.length > 0;
}

form?.addEventListener("grid:answer", update);

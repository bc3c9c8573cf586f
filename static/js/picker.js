// Long lists of boxes to tick: a field that narrows them, and buttons for all that are shown or none.
// Without this script every box is there all the same.
const MANY = 12;

for (const set of document.querySelectorAll("[data-picker]")) {
  const values = [...set.querySelectorAll(".picker__value")];
  if (values.length > MANY) equip(set, values);
}

function equip(set, values) {
  const list = set.querySelector(".picker");
  const tools = document.createElement("div");
  tools.className = "picker__tools";
  tools.append(filterFor(list, values, set.dataset.filterLabel));
  tools.append(button(set.dataset.allLabel, () => tick(values.filter((each) => !each.hidden), true)));
  tools.append(button(set.dataset.noneLabel, () => tick(values, false)));
  list.before(tools);
}

function filterFor(list, values, text) {
  const holder = document.createElement("div");
  const input = document.createElement("input");
  input.type = "search";
  input.id = `${list.id}-filter`;
  const label = document.createElement("label");
  label.htmlFor = input.id;
  label.textContent = text;
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const each of values) each.hidden = !each.textContent.toLowerCase().includes(wanted);
  });
  // Enter narrows the list; it must not send the form.
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  holder.append(label, input);
  return holder;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--quiet";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function tick(values, on) {
  for (const each of values) each.querySelector("input").checked = on;
}

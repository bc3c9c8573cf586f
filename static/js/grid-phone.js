/* On a narrow screen one period is shown at a time; two buttons over each table go back and forth.
   The style sheet does the hiding, from the table's data-column. */
const root = document.getElementById("grid");
const grid = root?.grid;

function turn(section, column) {
  const last = Number(section.dataset.columns);
  const now = Math.min(last, Math.max(1, column));
  section.dataset.column = now;
  const [back, name, on] = section.querySelector(".grid__switch").children;
  back.disabled = now === 1;
  on.disabled = now === last;
  name.textContent = section.querySelectorAll(".grid__period")[now - 1]?.textContent ?? "";
}

function button(text, label) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "button button--secondary button--small", textContent: text });
  made.setAttribute("aria-label", label);
  return made;
}

function reveal(input) {
  const section = input.closest(".grid__section");
  turn(section, grid.fieldsOf(input.closest("tr")).indexOf(input) + 1);
}

if (root) {
  grid.reveal = reveal;
  for (const section of root.querySelectorAll(".grid__section")) {
    const bar = document.createElement("div");
    bar.className = "grid__switch";
    const name = document.createElement("span");
    name.setAttribute("aria-live", "polite");
    bar.append(button("‹", grid.words("Previous")), name, button("›", grid.words("Next")));
    section.prepend(bar);
    turn(section, Number(section.dataset.column));
  }
  root.addEventListener("click", (event) => {
    const made = event.target.closest(".grid__switch button");
    if (!made) return;
    const section = made.closest(".grid__section");
    turn(section, Number(section.dataset.column) + (made.nextElementSibling ? -1 : 1));
  });
  if (matchMedia("(pointer: coarse)").matches) {
    root.addEventListener("focusin", (event) => grid.inputOf(event.target)?.setAttribute("inputmode", "decimal"));
  }
}

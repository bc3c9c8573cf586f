/* Groups of fields that count for some choices only: they show when one of those is chosen. What is
   typed stays where it is, and a group with something in it, or with an error, stays in sight.
   Without this all of them show, under headings that say when they are used. */
const groups = [...document.querySelectorAll("[data-when]")];

const isFilled = (group) => [...group.querySelectorAll("input, select, textarea")].some((field) =>
  field.type === "checkbox" || field.type === "radio" ? field.checked : field.value.trim() !== "");

const fit = (form) => {
  for (const group of groups) {
    if (group.form !== form) continue;
    const chosen = form.querySelector(`[name="${group.dataset.when}"]:checked`)?.value ?? "";
    const counts = group.dataset.whenChosen.split(" ").includes(chosen);
    group.hidden = !counts && !isFilled(group) && !group.querySelector(".field--error");
  }
};

for (const form of new Set(groups.map((group) => group.form))) {
  form.addEventListener("change", () => fit(form));
  form.addEventListener("input", (event) => { if (event.target === form) fit(form); }); // js/draft.js
  fit(form);
  addEventListener("pageshow", () => fit(form)); // a form that was gone back to has its choices then
}

/* Small courtesies of every page: menus close by Escape or a click elsewhere, and a form with errors puts the reader at its summary. */
const open = () => document.querySelectorAll("details[data-disclosure][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.querySelector("[data-error-summary]")?.focus();
document.addEventListener("htmx:load", (event) => {
  event.detail.elt.querySelector?.("[data-error-summary]")?.focus();
});

/* Signing out leaves nothing behind in the browser: figures that wait for a connection are dropped. */
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-sign-out]")) return;
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith("kvarterkompas-venter-")) localStorage.removeItem(name);
  } catch { /* storage is closed to us, so nothing lies there */ }
});

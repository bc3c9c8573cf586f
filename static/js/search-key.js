/* The key "/" goes to the search field that is there: the page's own, else the one in its head. It can be switched off on the
   page of search, for those who speak to their machine. */
const KEY = "kvarterkompas-soegetast";
const FIELDS = "input, textarea, select, [contenteditable]";
const read = () => {
  try { return localStorage.getItem(KEY) !== "fra"; } catch { return true; }
};

/** A field that can be reached: on the page, or inside a menu that the screen's width shows. */
function reachable(field) {
  const menu = field.closest("details");
  return (menu ?? field).checkVisibility();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest?.(FIELDS) || document.querySelector("dialog[open]") || !read()) return;
  const fields = [...document.querySelectorAll("[data-search-field]")].filter(reachable);
  const field = fields.find((one) => one.closest("main")) ?? fields[0];
  if (!field) return;
  event.preventDefault();
  const menu = field.closest("details");
  if (menu) menu.open = true;
  field.focus();
  field.select();
});

const choice = document.querySelector("[data-search-key]");
if (choice) {
  const box = choice.querySelector("input");
  box.checked = read();
  choice.hidden = false;
  box.addEventListener("change", () => {
    try { localStorage.setItem(KEY, box.checked ? "til" : "fra"); } catch { /* private window: nothing is kept */ }
  });
}

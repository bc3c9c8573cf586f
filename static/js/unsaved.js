// Asks before a page with typed and unsaved text is left.
const form = document.querySelector("form[data-unsaved]");

if (form) {
  let isDirty = form.dataset.unsaved === "now" || Boolean(form.querySelector(".minutes-clash"));
  form.addEventListener("input", () => { isDirty = true; });
  form.addEventListener("submit", () => { isDirty = false; });
  addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });
}

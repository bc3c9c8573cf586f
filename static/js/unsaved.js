// Asks before a page with typed and unsaved text is left.
const form = document.querySelector("form[data-unsaved]");

if (form) {
  let isDirty = form.dataset.unsaved === "now"
    || Boolean(document.querySelector(".minutes-clash, [data-error-summary], [data-draft-note]:not([hidden])"));
  form.addEventListener("input", () => { isDirty = true; });
  form.addEventListener("submit", () => { isDirty = false; });
  addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });
}

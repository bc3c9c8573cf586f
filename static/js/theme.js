/* Light, dark or as the device says. Loaded before the style sheets so that nothing flashes; not a module for the same reason. */
(() => {
  const KEY = "kvarterkompas-theme";
  const root = document.documentElement;
  const read = () => {
    try { return localStorage.getItem(KEY) || "auto"; } catch { return "auto"; }
  };
  const apply = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme-choice] button")) {
      button.setAttribute("aria-pressed", String(button.value === choice));
    }
  };
  root.classList.add("has-script");
  apply(read());

  document.addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll("[data-theme-choice]")) {
      group.hidden = false;
      group.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        try { localStorage.setItem(KEY, button.value); } catch { /* private window: the choice lasts for this page */ }
        apply(button.value);
        document.dispatchEvent(new CustomEvent("theme:changed"));
      });
    }
    apply(read());
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (read() === "auto") document.dispatchEvent(new CustomEvent("theme:changed"));
  });
})();

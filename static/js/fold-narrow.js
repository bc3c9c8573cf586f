// Filters that fold on a phone: they stand open on wider screens, and where one has been asked for.
const narrow = matchMedia("(max-width: 40rem)");

function fit() {
  for (const filters of document.querySelectorAll("details[data-fold-narrow]")) {
    filters.open = !narrow.matches || filters.dataset.foldNarrow === "open";
  }
}

fit();
narrow.addEventListener("change", fit);

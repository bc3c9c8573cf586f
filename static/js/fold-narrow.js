// What folds on a phone: it stands open on wider screens, and where it has been asked for or holds what the address names.
const narrow = matchMedia("(max-width: 40rem)");

const named = () => location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));

function fit() {
  for (const part of document.querySelectorAll("details[data-fold-narrow]")) {
    part.open = !narrow.matches || part.dataset.foldNarrow === "open" || part.contains(named() || null);
  }
}

fit();
narrow.addEventListener("change", fit);

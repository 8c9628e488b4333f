// Runs before the first paint: whoever chose a theme never sees the other one flash by.
(() => {
  const chosen = localStorage.getItem("upcoach.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();

// The theme that was chosen, before the first line is drawn. The page itself comes a moment later.
try {
  const theme = localStorage.getItem("waxseal.theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing shows its own theme.
}

// Before the first paint, so that the page does not flash in the other colours.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('onrecord.theme');
  } catch {
    // No storage: the system's choice holds.
  }
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'onrecord.theme';

/** Light, dark, or whatever the system says. Kept in this browser. */
class ThemeChoice {
  chosen = $state<Theme>(read());
  private systemIsDark = $state(matchMedia('(prefers-color-scheme: dark)').matches);
  readonly isDark = $derived(this.chosen === 'dark' || (this.chosen === 'system' && this.systemIsDark));

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
      this.systemIsDark = event.matches;
      this.apply();
    });
    this.apply();
  }

  choose(theme: Theme): void {
    this.chosen = theme;
    try {
      if (theme === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // No storage: the choice holds for this page.
    }
    this.apply();
  }

  private apply(): void {
    document.documentElement.dataset.theme = this.isDark ? 'dark' : 'light';
  }
}

export const theme = new ThemeChoice();

function read(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

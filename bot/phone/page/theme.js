// @ts-check
/** Light, dark or as the system has it; remembered by this browser. */

const KEY = "theme";
export const THEMES = [["", "Theme of the system"], ["light", "Light theme"], ["dark", "Dark theme"]];

export function theme() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} name */
export function setTheme(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // A browser that keeps nothing shows the theme until the page is left.
  }
  document.documentElement.dataset.theme = name;
}

document.documentElement.dataset.theme = theme();

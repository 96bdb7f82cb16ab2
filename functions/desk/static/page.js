// What the modules of a page share.

export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
export const says = one("#says")?.dataset ?? {};
export const language = document.documentElement.lang || "en";

// A sentence of the server's with its slots filled: {name}.
export const fill = (sentence, values) => (sentence ?? "").replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);

export function announce(words, urgent = false) {
  const place = one(urgent ? "#urgent-news" : "#news");
  if (place) place.textContent = words;
}

const written = () => all("textarea:not([readonly])").some((box) => box.value !== box.defaultValue);

// Whether reading the page again would disturb.
export const busy = () => written() || document.activeElement?.matches("input, select, textarea") || one("dialog[open], .drop[open]:focus-within");

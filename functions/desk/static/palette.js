// Everything that can be done here: each action of the page, each folder, each page. Ctrl or Cmd and K opens it.

import { press } from "./keys.js";
import { all, one } from "./page.js";

const dialog = one("#palette");
const SHOWN = 12;

if (dialog) offer(one("#palette-search"), one("#palette-options"), one("#palette-status"));

function named(element) {
  const text = element.cloneNode(true);
  for (const key of all("kbd, .number", text)) key.remove();
  return text.textContent.replace(/\s+/g, " ").trim();
}

// The actions of the page: what bears a key or a command, and every other form that is sent.
function actions() {
  const marked = all("main :is([data-key], [data-command])").filter((target) => !target.closest(".row, [hidden]"));
  const inside = new Set(marked.flatMap((target) => [target, target.closest("details"), target.closest("form"), ...all("form", target.closest("details") ?? target)]));
  const others = all("main form[method=post]").filter((form) => !inside.has(form) && !form.closest(".row, [hidden], noscript"));
  return [...marked, ...others].map((target) => {
    const button = target.matches("form") ? one("button:not([type=button])", target) : target.matches("details") ? one("summary", target) : target;
    const drop = target.matches("form") && target.closest("details");
    const label = target.dataset.command || named(drop ? one("summary", drop) : (button ?? target));
    return { label, key: target.dataset.key ?? "", take: () => press(target) };
  });
}

const places = () =>
  all("a", one("#palette-places")).map((link) => ({
    label: named(link),
    key: link.dataset.go ? `g ${link.dataset.go}` : "",
    take: () => link.click(),
  }));

function offer(search, list, status) {
  let found = [];
  let chosen = 0;
  let offered = [];

  function open() {
    const box = one("#composer textarea");
    const reply = box ? [{ label: dialog.dataset.reply, key: "r", take: () => box.focus() }] : [];
    const seen = new Set();
    offered = [...reply, ...actions(), ...places()].filter(({ label }) => label && !seen.has(label) && seen.add(label));
    search.value = "";
    dialog.showModal();
    show();
  }

  function show() {
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    found = offered.filter(({ label }) => words.every((word) => label.toLocaleLowerCase().includes(word))).slice(0, SHOWN);
    list.replaceChildren(...found.map(option));
    status.textContent = found.length ? "" : dialog.dataset.nothing;
    choose(0);
  }

  function option({ label, key }, place) {
    const item = Object.assign(document.createElement("li"), { id: `command-${place}`, role: "option", textContent: label });
    if (key) item.append(Object.assign(document.createElement("kbd"), { textContent: key === "E" ? "Shift+E" : key }));
    item.addEventListener("click", () => take(place));
    return item;
  }

  function choose(place) {
    chosen = Math.min(Math.max(place, 0), found.length - 1);
    for (const [index, item] of [...list.children].entries()) item.setAttribute("aria-selected", index === chosen);
    search.setAttribute("aria-activedescendant", found.length ? `command-${chosen}` : "");
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  }

  function take(place) {
    const command = found[place];
    dialog.close();
    command?.take();
  }

  search.addEventListener("input", show);
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose(chosen + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    }
  });
  for (const button of all("[data-palette]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else if (!one("dialog[open]")) open();
  });
}

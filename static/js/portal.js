// Comforts only: every page works without this file.
"use strict";

const root = document.documentElement;
const store = (area, key, value) => {
  try {
    if (value === undefined) return area().getItem(key);
    value === null ? area().removeItem(key) : area().setItem(key, value);
  } catch { /* storage is closed */ }
  return null;
};
const local = () => localStorage, session = () => sessionStorage;

function offerThemes() {
  for (const group of document.querySelectorAll("[data-theme-switch]")) {
    const chosen = root.dataset.theme || "";
    for (const input of group.querySelectorAll("input")) input.checked = input.value === chosen;
    group.addEventListener("change", ({ target }) => {
      if (target.value) root.dataset.theme = target.value; else delete root.dataset.theme;
      store(local, "theme", target.value || null);
    });
    group.hidden = false;
  }
}

// What was typed survives a change of language: fields are matched by form and name.
const page = () => location.pathname.replace(/^\/(en|nl|fr|uk)(?=\/)/, "");
const keepable = (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type);
const fields = () => [...document.querySelectorAll("main form")].flatMap((form, number) =>
  [...form.elements].filter(keepable).map((field, place) => [`${number}/${field.name}/${place}`, field]));
const valuesOf = (field) => field.type === "checkbox" || field.type === "radio" ? field.checked
  : field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value;

function keepInput() {
  const values = fields().map(([key, field]) => [key, valuesOf(field)]);
  if (values.length) store(session, "kept", JSON.stringify({ page: page(), values }));
}

function restoreInput() {
  const kept = JSON.parse(store(session, "kept") || "null");
  store(session, "kept", null);
  if (!kept || kept.page !== page()) return;
  const values = new Map(kept.values);
  for (const [key, field] of fields()) {
    if (!values.has(key)) continue;
    const value = values.get(key);
    if (typeof value === "boolean") field.checked = value;
    else if (Array.isArray(value)) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
  }
}

// A second press of the same button while the first is on its way does nothing.
function onSubmit(event) {
  const form = event.target;
  if (form.matches("[data-language-form]")) return keepInput();
  if ((event.submitter?.formMethod || form.method) !== "post" || event.defaultPrevented) return undefined;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(sendAgain, 8000); // an answer that is a file leaves this page open
  return undefined;
}

function sendAgain() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.drop[open]")) {
    if (menu !== except && !menu.contains(except)) menu.open = false;
  }
}

function onKey(event) {
  if (event.key === "Escape") {
    const menu = document.querySelector("details.drop[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  }
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    const box = document.querySelector("[data-shortcut=k]");
    if (!box) return;
    event.preventDefault();
    const menu = box.closest("[popover]");
    if (menu && !box.checkVisibility()) menu.showPopover?.();
    box.focus();
    box.select();
  }
}

function onClick(event) {
  closeMenus(event.target);
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
}

document.addEventListener("submit", onSubmit);
document.addEventListener("keydown", onKey);
document.addEventListener("click", onClick);
addEventListener("pageshow", sendAgain);
document.addEventListener("DOMContentLoaded", () => {
  offerThemes();
  restoreInput();
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  document.querySelector("[data-error-summary]")?.focus();
});

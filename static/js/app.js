// What every page gains when scripts run. Each page works without them.
"use strict";

// Plus and minus buttons beside a number: <button type="button" data-step="-0,5" data-for="id_field" hidden>
for (const button of document.querySelectorAll("[data-step]")) button.hidden = false;

const toHalves = (text) => Math.round(Number(text.trim().replace(",", ".")) * 2);
const fromHalves = (halves) => String(halves / 2).replace(".", ",");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const field = document.getElementById(button.dataset.for);
  const highest = field.dataset.max ? toHalves(field.dataset.max) : Infinity;
  // An empty field starts from the top: most criteria are met in full.
  const empty = field.value.trim() === "" && Number.isFinite(highest);
  const now = empty ? highest : toHalves(field.value);
  if (Number.isNaN(now)) return;
  const next = Math.min(Math.max(now + toHalves(button.dataset.step), 0), highest);
  if (next === now && !empty) return;
  field.value = fromHalves(next);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

// A phone whose keys have no comma: no digits but one after a point can only be a decimal.
document.addEventListener("change", ({ target }) => {
  if (target.inputMode === "decimal") target.value = target.value.replace(/^(\s*\d+)\.(\d\s*)$/, "$1,$2");
}, true);

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("hx-post") || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "true";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A long form that is only saved by its buttons is not left by mistake.
for (const form of document.querySelectorAll("form[data-ask-before-leaving]")) {
  let typed = false;
  for (const name of ["input", "change"]) form.addEventListener(name, () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
}

// What could not be saved in the background is said on top, where it is read out, and in the bar in
// place of what was saved before; it is taken back once it could. Answers that refuse load too.
function sayNotSaved(lost) {
  for (const place of document.querySelectorAll("[data-not-saved]")) place.hidden = !lost;
  const saved = document.getElementById("da-luu");
  if (saved) saved.hidden = lost;
}
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, () => sayNotSaved(true));
}
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.xhr.status < 400) sayNotSaved(false);
});

// What was sent with a button waits in this tab until a page shows that it arrived: where the session
// had ended, signing in leads back to the form, and what was typed is there for the same person.
const SENT = "da-gui";

const keeping = () => [...document.querySelectorAll("form[data-person]")];

// Files and passwords are not kept.
function keepTyped(form, where) {
  if (form.querySelector("[type=password]")) return;
  const typed = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  sessionStorage.setItem(where, JSON.stringify({
    path: location.pathname, which: keeping().indexOf(form), person: form.dataset.person, typed,
  }));
}

function bringBack(form, { person, typed }) {
  if (person !== form.dataset.person) return;
  for (const field of form.elements) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
  }
  for (const [name, value] of typed) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox" || field.type === "radio") field.checked ||= field.value === value;
      else if (field.type !== "file") field.value = value;
    }
  }
  for (const note of document.querySelectorAll("[data-brought-back]")) note.hidden = false;
  window.addEventListener("load", () => form.dispatchEvent(new Event("change", { bubbles: true })));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  // The copied texts come back on this very page, and what was typed must not cover them.
  if (form.dataset.person && event.submitter?.value !== "copy") keepTyped(form, SENT);
});

const signingIn = ["/dang-nhap/", "/vai-tro/", "/doi-mat-khau/"].includes(location.pathname);
const waiting = JSON.parse(sessionStorage.getItem(SENT));
const sentForm = waiting?.path === location.pathname && keeping()[waiting.which];
if (waiting && sentForm) {
  sessionStorage.removeItem(SENT);
  // The page itself comes again with what was wrong or changed meanwhile, and keeps its own fields.
  const cameBack = document.referrer && new URL(document.referrer).pathname !== location.pathname;
  if (cameBack) bringBack(sentForm, waiting);
} else if (waiting && !signingIn && waiting.path !== location.pathname) {
  sessionStorage.removeItem(SENT);
}
for (const note of document.querySelectorAll("[data-kept]")) {
  const next = document.querySelector("input[name=next]").value.split("?")[0];
  note.hidden = waiting?.path !== next && sessionStorage.getItem(`phieu:${next}`) === null;
}

// Print what is shown: <button type="button" data-print hidden>
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// On a narrow screen the menu scrolls sideways: begin with the current item in view.
document.querySelector("nav.tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
